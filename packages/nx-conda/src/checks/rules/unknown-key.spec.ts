import { findingsOf, linesOf } from '../subject.fixture';
import { unknownKey } from './unknown-key';

const check = (recipe: string) => findingsOf(unknownKey, recipe);

describe('unknown-key', () => {
  it.each([
    ['requirement:\n  run: [a]\n', 'error 1: requirement', 'Did you mean requirements?'],
    ['about:\n  home: https://a.org\n', 'error 2: home', 'Write about.homepage.'],
    ['test:\n  commands: [a]\n', 'error 1: test', 'Write `tests:` with a list of tests.'],
    ['build:\n  script:\n    contents: make\n', 'error 3: contents', 'Did you mean content?'],
    ['requirements:\n  run_exports:\n    week: [a]\n', 'error 3: week', 'Did you mean weak?'],
    [
      'requirements:\n  ignore_run_exports:\n    packages: [a]\n',
      'error 3: packages',
      'Known keys: by_name, from_package.',
    ],
    ['source:\n  - if: linux\n    then:\n      git_url: a\n', 'error 4: git_url', 'Write source.git.'],
    ['tests:\n  - python:\n      import: [a]\n', 'error 3: import', 'Did you mean imports?'],
    [
      'outputs:\n  - package:\n      name: a\n    build:\n      noarc: python\n',
      'error 5: noarc',
      'Did you mean noarch?',
    ],
  ])('finds it in %j', (recipe, place, help) => {
    const findings = check(recipe);
    expect(linesOf(findings)).toEqual([place]);
    expect(findings[0]?.help).toEqual([help]);
  });

  it('knows every key of a recipe that rattler-build reads', () => {
    expect(
      check(`schema_version: 1
context:
  anything: 1
recipe:
  name: a
  version: "1"
source:
  - git: https://a.org/a.git
    tag: v1
    expected_commit: "1"
    patches: [a.patch]
build:
  number: 1
  script:
    interpreter: bash
    content: make
    env:
      ANY_NAME: "1"
  variant:
    use_keys: [a]
  python:
    entry_points: [a = b:c]
  dynamic_linking:
    missing_dso_allowlist: ["*"]
  prefix_detection:
    force_file_type:
      text: [a]
about:
  homepage: https://a.org
  license_file: [LICENSE]
extra:
  whatever:
    is: here
outputs:
  - if: linux
    then:
      staging:
        name: s
  - package:
      name: a
    inherit:
      from: s
      run_exports: false
    requirements:
      run_exports:
        weak_constraints: [a]
      ignore_run_exports:
        by_name: [a]
    tests:
      - script:
          - if: unix
            then: make test
        requirements:
          run: [b]
      - package_contents:
          files: [a]
`),
    ).toEqual([]);
  });
});
