import { findingsOf, fixed, linesOf } from '../subject.fixture';
import { missingLibraryPackage } from './missing-library-package';

const recipe = (host: string, env = '') =>
  `build:\n  script:\n    env:\n      A: "1"\n${env}    content: make\nrequirements:\n  build:\n    - \${{ compiler('cuda') }}\n  host:\n    - ${host}\n`;
const check = (text: string, setup = '') =>
  findingsOf(missingLibraryPackage, text, { source: { 'setup.py': setup } });

describe('missing-library-package, outside commands', () => {
  it('reads the flags in script.env', () => {
    const env = '      LDFLAGS: -L$PREFIX/lib -lnvrtc\n';
    const findings = check(recipe('python', env));
    expect(linesOf(findings)).toEqual(['error 5: -L$PREFIX/lib -lnvrtc']);
    expect(check(fixed(findings))).toEqual([]);
    expect(check(recipe('cuda-nvrtc-dev', env))).toEqual([]);
  });

  it.each([
    'CUDAExtension("a", ["a.cu"], libraries=["m", "cufft"])',
    "CUDAExtension('a', ['a.cu'], extra_link_args=['-lcufft'])",
  ])('reads setup.py: %s', (setup) => {
    expect(check(recipe('python'), setup).map((one) => [one.severity, one.message])).toEqual([
      ['warning', expect.stringContaining('libcufft-dev')],
    ]);
    expect(check(recipe('libcufft-dev'), setup)).toEqual([]);
    expect(check(recipe('python'), `# ${setup}`)).toEqual([]);
    expect(check(recipe('python').replace('cuda', 'c'), setup)).toEqual([]);
  });
});
