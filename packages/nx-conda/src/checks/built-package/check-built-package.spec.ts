import { checkBuiltPackage, describeSuspicions } from './check-built-package';
import { around, factsOf } from './package-facts.fixture';

describe('checkBuiltPackage', () => {
  it('puts warnings first', () => {
    const exported = [{ name: 'zlib', from: 'zlib' }];
    const host = {
      zlib: { libraries: ['lib/libz.so.1'] },
      'cuda-cudart': { libraries: ['lib/libcudart.so.12'] },
    };
    const facts = factsOf(['libcudart.so.12', 'libnvrtc-builtins.so.12.6'], { subdir: 'noarch', exported });
    const severities = checkBuiltPackage(facts, around({ host })).map(({ severity }) => severity);
    expect(severities).toEqual(['warning', 'warning', 'warning', 'warning', 'info']);
  });
});

describe('describeSuspicions', () => {
  it('prints nothing without suspicions', () => expect(describeSuspicions('a.conda', [])).toBe(''));

  it('numbers the instructions', () => {
    const suspicion = {
      severity: 'info' as const,
      message: 'The package grew.',
      help: ['Look.', 'Look again.'],
    };
    expect(describeSuspicions('a-1-h_0.conda', [suspicion])).toBe(
      'Possible problems in a-1-h_0.conda:\ninfo: The package grew.\n  1. Look.\n  2. Look again.',
    );
  });
});
