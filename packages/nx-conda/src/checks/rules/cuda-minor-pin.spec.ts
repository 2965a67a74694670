import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { cudaMinorPin } from './cuda-minor-pin';

const check = (recipe: string, surroundings?: Surroundings) => findingsOf(cudaMinorPin, recipe, surroundings);
const links = 'build:\n  script:\n    - cc -lnvrtc-builtins\n';
const host = `requirements:
  host:
    - cuda-version ==12.6
    - cuda-nvrtc-dev
`;

describe('cuda-minor-pin', () => {
  it.each([
    ['a script', links, {}],
    ['the source', '', { source: { 'CMakeLists.txt': 'target_link_libraries(a nvrtc-builtins)' } }],
    ['the source of cumm', 'source:\n  git: https://github.com/FindDefinition/cumm.git\n', {}],
  ])('is an error where %s links the library', (_, above, surroundings) => {
    const findings = check(above + host, surroundings);
    expect(findings.map(({ severity, at }) => [severity, at.file.text.slice(at.start, at.end)])).toEqual([
      ['error', 'cuda-version ==12.6'],
    ]);
  });

  it('is info if it is unknown whether it is linked, and changes nothing', () => {
    const findings = check(host);
    expect(linesOf(findings)).toEqual(['info 3: cuda-version ==12.6']);
    expect(findings[0]?.fix).toBeUndefined();
  });

  it('points to the library if host does not pin a release', () => {
    const findings = check(links + host.replace('==12.6', '>=12,<13'));
    expect(linesOf(findings)).toEqual(['error 7: cuda-nvrtc-dev']);
    expect(findings[0]?.fix).toBeUndefined();
    expect(findings[0]?.help.slice(1)).toEqual([
      'If no variant file sets cuda_compiler_version, pin one release instead, for example `cuda-version >=12.6,<12.7`.',
    ]);
    expect(check(links + host)[0]?.help).toHaveLength(1);
  });

  it('finds nothing if run needs a variant with CUDA, and none has it', () => {
    const pin = '    - cuda-version ==${{ cuda_compiler_version }}\n';
    const variants = { variants: { 'variants.yaml': 'cuda_compiler_version: ["None"]\n' } };
    expect(check(`${links}${host}  run:\n${pin}`, variants)).toEqual([]);
    expect(check(`${links}${host}  run:\n${pin}`)).toEqual([]);
  });

  it.each([
    ['run keeps to the release', '  run:\n    - cuda-version >=12.6,<12.7\n'],
    ['a constraint of run does', '  run_constraints:\n    - cuda-version 12.6.*\n'],
  ])('finds nothing if %s', (_, lists) => {
    expect(check(links + host + lists)).toEqual([]);
  });

  it('finds nothing if the library is missing, or its run export is ignored', () => {
    expect(check(host.replace('cuda-nvrtc-dev', 'libcublas-dev'))).toEqual([]);
    const ignored = '  ignore_run_exports:\n    by_name:\n      - cuda-nvrtc\n';
    expect(check(host + ignored)).toEqual([]);
    expect(check(links + host + ignored)).toHaveLength(1);
  });

  it('refuses a major release', () => {
    expect(check(`${links}${host}  run:\n    - cuda-version >=12,<13\n`)).toHaveLength(1);
  });

  it('adds the pin of host to run', () => {
    const findings = check(`${links}${host}  run:\n    - python\n`);
    expect(fixed(findings)).toBe(`${links}${host}  run:\n    - python\n    - cuda-version ==12.6\n`);
    expect(check(fixed(findings))).toEqual([]);
  });

  it('adds it under the same condition, in a section of its own', () => {
    const conditional = `requirements:
  host:
    - if: cuda_compiler_version != "None"
      then:
        - cuda-version ==12.6
        - cuda-nvrtc-dev
`;
    const findings = check(links + conditional);
    expect(fixed(findings)).toBe(`${links}${conditional}  run:
    - if: cuda_compiler_version != "None"
      then: cuda-version ==12.6
`);
    expect(check(fixed(findings))).toEqual([]);
  });
});
