import { linkingOf } from './linking';

/** As rattler-build 0.74 writes it, without unused parts. */
const rendered = `
recipe:
  package:
    name: a
  build:
    string: h_0
    script:
    - make install
    dynamic_linking:
      missing_dso_allowlist:
      - '*/libfoo.so*'
      - libbar.so.1
finalized_dependencies:
  build: null
  run:
    depends:
    - source: python
    - spec: cuda-nvrtc >=12.6.85,<13.0a0
      from: host
      run_export: cuda-nvrtc-dev
    - spec: zlib >=1
      from: host
      run_export: zlib
    - spec: libgcc >=13
      from: build
      run_export: gcc_linux-64
    - pin_subpackage:
        name: b
    constraints: []
finalized_cache_dependencies:
  host:
    resolved:
    - name: zlib
      version: '1'
`;

describe('linkingOf', () => {
  it('reads what may be missing, and the exports of host; staging counts for all outputs', () => {
    expect(linkingOf(rendered)).toEqual({
      missingAllowed: ['*/libfoo.so*', 'libbar.so.1'],
      makesFiles: true,
      exported: [{ name: 'cuda-nvrtc', from: 'cuda-nvrtc-dev' }],
    });
  });

  it.each(['', 'recipe:', 'recipe:\n  build:\n    string: h_0', '- a list', 'finalized_dependencies: null'])(
    'finds nothing in %p',
    (text) => {
      expect(linkingOf(text)).toEqual({ missingAllowed: [], makesFiles: false, exported: [] });
    },
  );
});
