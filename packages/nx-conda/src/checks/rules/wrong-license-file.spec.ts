import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../check';
import { readSubject } from '../read-subject';
import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { wrongLicenseFile } from './wrong-license-file';

const source = { LICENSE: '', 'docs/COPYING': '', 'docs/notes.md': '' };
const recipe = (license: string, more = '') =>
  `source:\n  path: source\n${more}about:\n  license_file: ${license}\n`;
const found = (license: string, surroundings: Surroundings = {}, more = '') =>
  linesOf(findingsOf(wrongLicenseFile, recipe(license, more), { source, ...surroundings }));

describe('wrong-license-file', () => {
  it.each([
    ['LICENCE.txt', ['error 4: LICENCE.txt']],
    ['[LICENSE, NOPE]', ['error 4: NOPE']],
    ['COPYING', ['error 4: COPYING']],
    ['"X*"', ['error 4: "X*"']],
  ])('finds %s, which the source lacks', (license, expected) => {
    expect(found(license)).toEqual(expected);
  });

  it.each([
    'LICENSE',
    'docs/',
    'docs',
    '"*/COPYING"',
    '"**/COPYING"',
    '"LIC*"',
    'NOTICE',
    '"{LICENSE,X}"',
    '"docs/*.md"',
  ])('leaves %s alone, which is in the source or beside the recipe', (license) => {
    expect(found(license, { besides: { NOTICE: '' } })).toEqual([]);
  });

  it.each([
    ['a script may make it', '[X]', 'build:\n  script: cargo-bundle-licenses --output X\n', {}],
    ['a patch may add it', 'X.txt', '', { 'a.patch': '+++ b/X.txt\n' }],
    ['a template names it', '${{ x }}', '', {}],
  ])('finds nothing if %s', (_, license, more, besides) => {
    expect(found(license, { besides }, more)).toEqual([]);
  });

  it('does not read scripts for other platforms', () => {
    expect(found('X.txt', { besides: { 'build.bat': 'curl -o x' } })).toEqual(['error 4: X.txt']);
    expect(found('X.txt', { besides: { 'get.sh': 'curl -o x' } })).toEqual([]);
  });

  it('finds nothing if a source is elsewhere', () => {
    const text =
      'source:\n  - path: source\n  - url: https://example.org/a.tar.gz\nabout:\n  license_file: X\n';
    expect(findingsOf(wrongLicenseFile, text, { source })).toEqual([]);
  });

  it.each([
    'cache:\n  source:\n    url: https://example.org/a.tar.gz\n',
    'outputs:\n  - package:\n      name: b\n',
  ])('finds nothing if the source may be elsewhere: %j', (text) => {
    expect(findingsOf(wrongLicenseFile, `${text}about:\n  license_file: X\n`, { source })).toEqual([]);
  });

  it('finds a file that a recipe without a source lacks', () => {
    expect(findingsOf(wrongLicenseFile, 'about:\n  license_file: X\n', { source })).toHaveLength(1);
  });

  it('proposes a similar file, else one that looks like a license', () => {
    const help = (license: string) =>
      findingsOf(wrongLicenseFile, recipe(license), { source }).map((finding) => finding.help[0]);
    expect(help('LICENCE')).toEqual(['Did you mean LICENSE?']);
    expect(help('mit.txt')).toEqual(['Did you mean LICENSE?']);
  });

  it('warns about a link, which leads nowhere in the package', async () => {
    const workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-conda-license-'));
    try {
      mkdirSync(join(workspaceRoot, 'a/src'), { recursive: true });
      writeFileSync(join(workspaceRoot, 'LICENSE'), 'MIT');
      symlinkSync('../../LICENSE', join(workspaceRoot, 'a/src/LICENSE'));
      const text = 'package: {name: a, version: "1"}\nsource: {path: src}\nabout: {license_file: LICENSE}\n';
      writeFileSync(join(workspaceRoot, 'a/recipe.yaml'), text);
      const workspace = { provides: new Map(), channels: ['conda-forge'], channelPackages: undefined };
      const request = {
        workspaceRoot,
        recipePath: 'a/recipe.yaml',
        variantFiles: [],
        platform: 'linux-64',
        workspace,
      };
      const findings = check(await readSubject(request), {}, [wrongLicenseFile]);
      expect(findings.map(({ severity, line, message }) => `${severity} ${line} ${message}`)).toEqual([
        'warning 3 The license_file LICENSE is a symbolic link to ../../LICENSE.',
      ]);
    } finally {
      rmSync(workspaceRoot, { recursive: true });
    }
  });
});
