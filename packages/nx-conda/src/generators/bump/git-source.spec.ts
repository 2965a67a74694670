import { parseRecipeToEdit } from '../../recipe/parts/parse';
import { Scope } from '../../recipe/parts/scope';
import { latestVersion } from './latest';
import { readSources } from './source-reading';
import { bump, folder, LINES, patchTo, refusal, Upstream } from './upstream.fixture';

const upstream = new Upstream('lib');
const old = upstream.release('v1.9.0', LINES);
const next = upstream.release('v1.10.0', `0\n${LINES}`);
const latest = upstream.release('v2.0', LINES.replace('6\n', 'sixth\n'));
upstream.release('v2.1rc1', LINES);

const TEXT = `# The library.
context:
  version: "1.9.0"   # as upstream
package: { name: lib, version: "\${{ version }}" }
source:
  git: ${upstream.url}
  tag: v\${{ version }}
  expected_commit: ${old}
  patches: # in this order
    - if: linux
      then: six-\${{ version }}.patch
    - loose.patch
build: { number: 3, noarch: generic }
about: { summary: "Ünïcode, kept" }
`;

const recipe = (source: string, version = '1.9.0') =>
  `package: { name: lib, version: "${version}" }\nsource:\n${source}build: { number: 1 }\n`;

describe('the version of a git source', () => {
  it('moves with its commit and the build number, after its patches are tried', async () => {
    const patches = {
      'six-1.9.0.patch': patchTo('six'),
      'loose.patch': patchTo('VI').replace('-6\n', '-six\n').replace(' 9\n', ' nine\n'),
    };
    expect(await bump(TEXT, '1.10.0', { patches })).toEqual({
      ...{ from: '1.9.0', to: '1.10.0' },
      text: TEXT.replace('"1.9.0"', '"1.10.0"').replace(old, next).replace('number: 3', 'number: 0'),
      lines: [
        'recipe.yaml:3:12 version 1.9.0 → 1.10.0',
        `New source: ${upstream.url} v1.10.0, commit ${next}`,
        'The patch six-1.9.0.patch applies.',
        'recipe.yaml:12:7 The patch loose.patch applies, but only if git ignores some of its context lines. Recreate the patch from the new source.',
      ],
    });
  });

  it('moves where the source is a commit', async () => {
    const text = recipe(`  git: ${upstream.url}\n  rev: ${old} # v1.9\n`);
    expect((await bump(text, '1.10.0')).text).toBe(
      text.replace('1.9.0', '1.10.0').replace(old, next).replace('number: 1', 'number: 0'),
    );
  });

  it('moves where the repository is a folder beside the recipe', async () => {
    const text = recipe('  - git: ../lib\n    rev: refs/tags/v1.9.0\n');
    const { text: after, lines } = await bump(text, '2.0');
    expect(after).toBe(
      text.replace('"1.9.0"', '"2.0"').replace('v1.9.0', 'v2.0').replace('number: 1', 'number: 0'),
    );
    expect(lines).toEqual([
      'recipe.yaml:1:32 version 1.9.0 → 2.0',
      `New source: ../lib v2.0, commit ${latest}`,
      `recipe.yaml:3:5 The source has no \`expected_commit\`, but tags can be moved. Add \`expected_commit: ${latest}\`.`,
    ]);
  });

  it('moves away from a branch only by force', async () => {
    const text = recipe(`  git: ${upstream.url}\n  branch: v1.9.0\n`);
    await expect(bump(text, '1.10.0')).rejects.toMatchObject(
      refusal(
        'recipe.yaml:1:32 No source of the recipe depends on the version, so 1.10.0 would be built from the source of 1.9.0.',
        'Use the version in `source:`, for example `tag: v${{ version }}`.',
        'To build the same source under the new version, add --force',
      ),
    );
    expect((await bump(text, '1.10.0', { force: true })).text).toBe(
      text.replaceAll('1.9.0', '1.10.0').replace('number: 1', 'number: 0'),
    );
  });

  it('stays if a patch does not apply, but for force', async () => {
    const text = TEXT.replace('    - loose.patch', '    - seven.patch\n    - nowhere.patch');
    const patches = { 'six-1.9.0.patch': patchTo('sixth'), 'seven.patch': patchTo('seven') };
    const lines = [
      'recipe.yaml:11:13 The new source already contains the changes of six-1.9.0.patch. Remove this patch from the recipe.',
      'recipe.yaml:12:7 The patch seven.patch does not apply: setup.py, hunk 1 (@@ -3,7 +3,7 @@).',
      'recipe.yaml:13:7 The patch nowhere.patch does not apply: the patch file does not exist.',
    ];
    await expect(bump(text, '2.0', { patches })).rejects.toMatchObject(
      refusal(
        ['3 patches do not apply to the source of version 2.0. Nothing was changed.', ...lines].join('\n'),
        'Rebase the patch onto the new source, or remove the patch from the recipe if the new source does not need it.',
        'To change the recipe first and fix the patch later, add --force',
      ),
    );
    const forced = await bump(text, '2.0', { patches, force: true });
    expect(forced.text).toBe(
      text.replace('"1.9.0"', '"2.0"').replace(old, latest).replace('number: 3', 'number: 0'),
    );
    expect(forced.lines.slice(2)).toEqual(lines);
  });

  it('stays if there is no tag for it', async () => {
    await expect(bump(TEXT, '3.0.0')).rejects.toMatchObject(
      refusal(
        `Cannot move from 1.9.0 to 3.0.0: ${upstream.url} has no tag v3.0.0. Nothing was changed.`,
        'Choose another version, or correct the tag in the recipe: the highest tags of this repository are v2.0, v1.10.0, v1.9.0.',
      ),
    );
    const other = new Upstream('other');
    const commit = other.release('stable', '');
    await expect(bump(TEXT.replace(upstream.url, other.url), '3.0.0')).rejects.toMatchObject({
      help: [
        'Check the address of the repository in the recipe: this repository has no tags that look like versions.',
      ],
    });
    await expect(bump(recipe(`  git: ${other.url}\n  rev: ${commit}\n`), '3.0.0')).rejects.toMatchObject(
      refusal(
        `recipe.yaml:4:8 Cannot find the commit of 3.0.0: to find the tag of 3.0.0, nx-conda replaces the current version, 1.9.0, in the name of the tag of the current commit. But the current commit, ${commit}, has no tag with 1.9.0 in its name.`,
        `Replace \`rev\` with a tag that contains the version, for example \`tag: v\${{ version }}\`, and add \`expected_commit: ${commit}\`. Then run the same command again: it writes the commit of the new tag.`,
      ),
    );
  });
});

describe('the latest version of a git source', () => {
  const latestOf = (source: string, version: string) => {
    const scope = new Scope(parseRecipeToEdit(recipe(source, version), 'recipe.yaml'));
    return latestVersion(readSources(scope), version, folder);
  };

  it.each(['tag: v1.9.0', 'rev: refs/tags/v1.9.0'])('is that of the highest tag, for %s', async (ref) => {
    expect(await latestOf(`  git: ../lib\n  ${ref}\n`, '1.9.0')).toEqual({ version: '2.0', remarks: [] });
  });

  it('may be the present one, or unknown', async () => {
    await expect(latestOf('  git: ../lib\n  tag: v2.0\n', '2.0')).rejects.toMatchObject(
      refusal(
        '2.0 is the latest version: ../lib has no tag v<version> with a higher version.',
        'To choose a pre-release, pass --to <version>',
      ),
    );
    await expect(latestOf('  git: ../lib\n  branch: main\n', '2.0')).rejects.toThrow(
      'Cannot find the latest version: no source of the recipe has 2.0 in a git tag or in the file name of an sdist from the package index.',
    );
  });
});
