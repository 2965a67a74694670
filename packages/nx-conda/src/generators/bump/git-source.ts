import type { Edit } from '../../recipe/edit/edits';
import { editablePlace } from '../../recipe/edit/editable-place';
import { ExplainedError } from '../../explained-error';
import { child } from '../../recipe/yaml/nodes';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { shownPosition, refusalAt } from '../../recipe/yaml/edit-error';
import { scalarEdit } from '../../recipe/edit/scalar-edit';
import { checkOut } from '../../source/fetch/checkout';
import { type GitTags, readTags, versionTags } from '../../source/fetch/tags';
import { gitAddress, tagOf } from './git-address';
import type { SourceReading } from './source-reading';
import type { NewSource, SourceMove } from './source-move';

const COMMIT = /^[\da-f]{40}$/;

/**
 * Finds the commit of the new tag, and the edits that write it. If `rev` is a commit, looks for its tag, replaces the
 * version in the tag's name, and uses the commit of that tag.
 * @throws ExplainedError if the tag does not exist; then nothing is changed
 */
export async function newGitSource(recipe: ParsedRecipe, move: SourceMove): Promise<NewSource | undefined> {
  const { before, after, from, to } = move;
  if (!before.ref || !after.ref || isUnchanged(before, after)) return undefined;
  const isCommit = COMMIT.test(before.ref.text);
  const [written = ''] = after.urls;
  const url = gitAddress(written, move.folder);
  const tags = await readTags(url);
  const tag = isCommit ? sisterTag(recipe, move, tags) : tagOf(after.ref.text);
  const commit = tags.get(tag);
  if (commit === undefined) throw noSuchTag({ tag, url: written, tags, to, from });
  const edits = isCommit
    ? [scalarEdit(recipe, editablePlace(recipe, before.ref.node, 'rev'), commit)]
    : commitEdits(recipe, before.source.node, commit);
  return {
    edits,
    description: `New source: ${written} ${tag}, commit ${commit}`,
    remarks: edits.length > 0 ? [] : [noCommit(recipe, before.source.node, commit)],
    unpackInto: async (scratch) => {
      await checkOut(url, `refs/tags/${tag}`, scratch);
      return scratch;
    },
  };
}

/** A commit never counts as unchanged: it does not contain the version. */
function isUnchanged(before: SourceReading, after: SourceReading): boolean {
  if (before.ref?.key === 'branch') return true;
  if (COMMIT.test(before.ref?.text ?? '')) return false;
  return before.ref?.text === after.ref?.text && before.urls[0] === after.urls[0];
}

function commitEdits(recipe: ParsedRecipe, source: unknown, commit: string): Edit[] {
  const node = child(source, 'expected_commit');
  return node ? [scalarEdit(recipe, editablePlace(recipe, node, 'expected_commit'), commit)] : [];
}

function noCommit(recipe: ParsedRecipe, source: unknown, commit: string): string {
  return `${shownPosition(recipe, source)} The source has no \`expected_commit\`, but tags can be moved. Add \`expected_commit: ${commit}\`.`;
}

/** The tag of the new version, derived from the tag of the current commit. */
function sisterTag(recipe: ParsedRecipe, { before, from, to }: SourceMove, tags: GitTags): string {
  const current = before.ref?.text;
  const present = [...tags].find(([name, commit]) => commit === current && name.includes(from));
  if (present) return present[0].replace(from, to);
  throw refusalAt(
    recipe,
    before.ref?.node,
    `Cannot find the commit of ${to}: to find the tag of ${to}, nx-conda replaces the current version, ${from}, in the name of the tag of the current commit. But the current commit, ${current}, has no tag with ${from} in its name.`,
    [
      `Replace \`rev\` with a tag that contains the version, for example \`tag: v\${{ version }}\`, and add \`expected_commit: ${current}\`. Then run the same command again: it writes the commit of the new tag.`,
    ],
  );
}

interface MissingTag {
  tag: string;
  url: string;
  tags: GitTags;
  from: string;
  to: string;
}

function noSuchTag({ tag, url, tags, from, to }: MissingTag): ExplainedError {
  const versions = versionTags(tags.keys()).slice(0, 8);
  return new ExplainedError(
    `Cannot move from ${from} to ${to}: ${url} has no tag ${tag}. Nothing was changed.`,
    [
      versions.length > 0
        ? `Choose another version, or correct the tag in the recipe: the highest tags of this repository are ${versions.join(', ')}.`
        : 'Check the address of the repository in the recipe: this repository has no tags that look like versions.',
    ],
  );
}
