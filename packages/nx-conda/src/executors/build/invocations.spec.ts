import type { OutputFacts } from '../../recipe/parts/facts';
import { planInvocations } from './invocations';

function output(name: string, variant: Record<string, string>): OutputFacts {
  const requirements = {
    build: [],
    host: [],
    run: [],
    pins: [],
    test: [],
    downstream: [],
    exports: { weak: [], strong: [], noarch: [] },
  };
  const inherits = { kinds: [], exceptNames: [], exceptFrom: [] };
  return { name, version: '1', buildString: 'h_0', subdir: 'linux-64', variant, requirements, inherits };
}

describe('planInvocations', () => {
  it('leaves CUDA to the machine if no variant sets it', () => {
    expect(planInvocations([output('a', { python: '3.11' }), output('a', { python: '3.12' })])).toEqual([{}]);
  });

  it('builds all variants in one run if they agree on CUDA', () => {
    const outputs = [
      output('a', { python: '3.11', cuda_compiler_version: 'None' }),
      output('a', { python: '3.12', cuda_compiler_version: 'None' }),
      output('a-doc', {}),
    ];
    expect(planInvocations(outputs)).toEqual([{ cuda: '' }]);
  });

  it('gives each variant its own run if they differ, including narrower outputs', () => {
    const outputs = [
      output('a-doc', { target_platform: 'noarch' }),
      output('a', { cuda_compiler_version: '12.6', c_compiler_version: '13', target_platform: 'linux-64' }),
      output('a', { cuda_compiler_version: 'None', c_compiler_version: '14', target_platform: 'linux-64' }),
      output('a-py', { cuda_compiler_version: 'None', a: '1 h_0', c_compiler_version: '14', python: '3.11' }),
    ];
    expect(planInvocations(outputs)).toEqual([
      {
        variant: { c_compiler_version: '13', cuda_compiler_version: '12.6' },
        cuda: '12.6',
        skipExisting: true,
      },
      {
        variant: { c_compiler_version: '14', cuda_compiler_version: 'None', python: '3.11' },
        cuda: '',
        skipExisting: true,
      },
    ]);
  });

  it('gives every run all keys that the other outputs use', () => {
    const outputs = [
      output('lib', { cuda_compiler_version: '12.6' }),
      output('lib', { cuda_compiler_version: 'None' }),
      output('py', { python: '3.11' }),
      output('py', { python: '3.12' }),
    ];
    expect(planInvocations(outputs)).toEqual([
      { variant: { cuda_compiler_version: '12.6', python: '3.11' }, cuda: '12.6', skipExisting: true },
      { variant: { cuda_compiler_version: 'None', python: '3.11' }, cuda: '', skipExisting: true },
      { variant: { cuda_compiler_version: '12.6', python: '3.12' }, cuda: '12.6', skipExisting: true },
    ]);
  });
});
