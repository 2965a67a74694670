import { isMap, type YAMLMap } from 'yaml';
import { isBranchName } from '../../knowledge/branch-names';
import { textOf, child } from '../../recipe/yaml/nodes';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import type { Source } from '../../recipe/parts/sources';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** Without a hash, the same recipe may build something else tomorrow. */
export const missingSourceHash: Rule = {
  id: 'missing-source-hash',
  severity: 'warning',
  summary: 'A download has no sha256, or a git source has no expected_commit',
  *check(subject) {
    for (const source of subject.sources) {
      if (source.kind === 'url') yield* urlProblems(subject, source);
      if (source.kind === 'git') yield* gitProblems(subject, source);
    }
  },
};

function* urlProblems(subject: Subject, { node, location, text }: Source): Generator<Problem> {
  if (!isMap(node) || node.has('sha256') || node.has('md5') || text.startsWith('file:')) return;
  yield {
    at: placeOf(subject, location),
    message: 'The download has no sha256.',
    why: 'Nx cannot detect changes of the download, so every run rebuilds the project.',
    help: ['Add `sha256:` with the hash that `curl -sL <url> | sha256sum` prints.'],
  };
}

function* gitProblems(subject: Subject, { node, location, text }: Source): Generator<Problem> {
  if (!isMap(node) || node.has('expected_commit') || !/^(?!file:)[a-z+]+:|@/.test(text)) return;
  const rev = textOf(child(node, 'rev')) ?? '';
  if (/^[0-9a-f]{40}$/.test(rev)) return;
  yield { at: placeOf(subject, location), ...unpinned(node, rev) };
}

function unpinned(node: YAMLMap, rev: string): Omit<Problem, 'at'> {
  if (node.has('branch') || !(node.has('tag') || node.has('rev')) || isBranchName(rev)) return MOVING;
  return SHORT_HASH.test(rev) ? shortened(rev) : TAGGED;
}

const MOVING: Omit<Problem, 'at'> = {
  severity: 'warning',
  message: 'The source follows a branch, whose content changes.',
  why: 'After each new commit, the same recipe can build a different package.',
  help: [
    'Remove `branch:`, if it is set, and set `rev:` to a full commit hash (40 digits). To find the newest commit, run git ls-remote <url> <branch>, or git ls-remote <url> HEAD for the default branch.',
  ],
};
const TAGGED: Omit<Problem, 'at'> = {
  severity: 'info',
  message: 'The source has no expected_commit.',
  why: "A tag can be moved to another commit: the same recipe then builds a different package. Nx's hash of the build stays the same, so Nx may reuse the old package.",
  help: [
    'Add `expected_commit:` with the commit of the source. To find the commit of a tag, run git ls-remote <url> "<tag>*": use the line that ends in <tag>^{} or, if there is none, the line that ends in <tag>.',
  ],
};

/** With a letter: a tag may consist of digits only. */
const SHORT_HASH = /^(?=\d*[a-f])[0-9a-f]{7,39}$/;

function shortened(rev: string): Omit<Problem, 'at'> {
  return {
    severity: 'info',
    message: `\`rev: ${rev}\` is not a full commit hash.`,
    why: 'A later commit can have a hash that begins with the same characters: git then cannot find the commit.',
    help: [
      `Write the full commit hash (40 digits). To find the hash, run git rev-parse ${rev} in a clone of the source.`,
    ],
  };
}
