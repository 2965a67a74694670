import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipKeyProblems } from '../../nx-conda/src/recipe/variants/zip-keys';
import { binary } from './engines';

const platform = 'linux-64';
const zip = 'zip_keys: [[a, b]]\n';
const a = 'a: [1, 2]\n';

/** Variant files whose values are fully known. */
const decided = [
  `${a}b: [1, 2]\n${zip}`,
  `${a}b: [1]\n${zip}`,
  `${a}b: [1, 1, 1]\n${zip}`,
  `${a}b: []\n${zip}`,
  `a: []\nb: []\n${zip}`,
  `${a}${zip}`,
  `${a}b: [1]\nzip_keys: [[a, b, c]]\n`,
  `${a}b: [1]\nzip_keys: []\n`,
  `${a}b: [1]\n`,
  `a: [1]\nzip_keys: [a, b]\n`,
  `zip_keys: [a]\n`,
  `${a}zip_keys: [[a]]\n`,
  `${a}zip_keys: [[]]\n`,
  `${a}b: [1, 2]\nzip_keys: [[a, b], [c]]\n`,
  `${a}b: [1, 2]\nzip_keys: [[a, b], c]\n`,
  `${a}zip_keys: a\n`,
  `${a}zip_keys: {a: b}\n`,
  'x: [1, 2]\ny: [1]\nzip_keys: [[x, y]]\n',
  'a-x: [1, 2]\nb: [1]\nzip_keys: [[a_x, b]]\n',
  `${a}b: [1, null]\n${zip}`,
  `${a}b:\n  - 1\n  -\n${zip}`,
  `${a}b:\n  - if: linux\n    then: [1, 2]\n    else: 1\n${zip}`,
  `${a}b:\n  - if: osx\n    then: [1, 2]\n    else: 1\n${zip}`,
  `${a}b:\n  - if: osx\n    then: 1\n${zip}`,
  `${a}b:\n  - 1\n  - if: unix and not aarch64\n    then: 2\n${zip}`,
  `${a}b:\n  - 1\n  - if: target_platform == "osx-64"\n    then: 2\n${zip}`,
  `${a}b: [1, 2]\nc: [1]\nd: [1, 2]\nzip_keys: [[a, b], [c, d]]\n`,
];

/** The same in the older format, where comments are selectors. */
const decidedLegacy = [
  `a:\n  - 1\n  - 2  # [linux]\nb:\n  - 1\n  - 2\n${zip}`,
  `a:\n  - 1\n  - 2  # [osx]\nb:\n  - 1\n  - 2\n${zip}`,
  `a:\n  - 1\n  - 2  # [not win]\nb:\n  - 1\n  - 2  #[unix] and text\n${zip}`,
  `a:\n  - 1\n  - 2\nb:\n  - 1  # [osx]\n${zip}`,
  `${a}b: []\n${zip}`,
  `${a}b: [1]\nzip_keys:  # [osx]\n  - [a, b]  # [osx]\n`,
  `zip_keys:\n  - a\n`,
];

/** Files with unknown values, whatever rattler-build reports. */
const undecided: [path: string, text: string][] = [
  ['variants.yaml', `${a}b: 1\n${zip}`],
  ['variants.yaml', `${a}b:\n  - 1\n  - if: c != "None"\n    then: 2\n  - 3\n${zip}`],
  ['conda_build_config.yaml', `a:\n  - 1\n  - 2  # [c != "None"]\nb:\n  - 1\n${zip}`],
  ['conda_build_config.yaml', `a:\n  - 1\nb:\n  - 1\n  - 2  # [linux]  # [osx]\n${zip}`],
];

if (!binary) console.warn('SKIPPED: zip_keys as rattler-build takes them. Not here: a rattler-build binary.');

(binary ? describe : describe.skip)('zip_keys as rattler-build takes them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-zip-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function isRefused(name: string, text: string): boolean {
    const [recipe, path] = [join(folder, 'recipe.yaml'), join(folder, 'shared', name)];
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(recipe, 'package: {name: r, version: "1"}\nrequirements: {host: [a, b]}\n');
    writeFileSync(path, text);
    const args = ['build', '--render-only', '-r', recipe, '-m', path, '--target-platform', platform];
    return spawnSync(binary ?? '', args).status !== 0;
  }
  const isFound = (path: string, text: string) => zipKeyProblems([{ path, text }], platform).length > 0;

  it.each([
    ...decided.map((text) => ['variants.yaml', text] as const),
    ...decidedLegacy.map((text) => ['conda_build_config.yaml', text] as const),
  ])('are found if rattler-build rejects %s: %j', (name, text) => {
    expect(isFound(name, text)).toBe(isRefused(name, text));
  });

  it.each(undecided)('are not reported if unknown: %s: %j', (name, text) => {
    expect(isFound(name, text)).toBe(false);
  });
});
