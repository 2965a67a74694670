import type { Node } from 'yaml';
import { isBranchName } from '../../knowledge/branch-names';
import { filePathOfUrl, isRooted, recipePaths, unknownText } from './local-path';
import type { LocalRepository, UnhashedRead } from './named-reads';
import { branches, child, positionOf, textOf } from '../yaml/nodes';
import { nodesOfLevels, pathTexts } from './recipe-paths';
import type { Scope } from '../parts/scope';
import { replaceExpressions } from '../template/template';

/** The reads of sources that no hash in the recipe covers, and the local repositories among sources. */
export interface SourceReads {
  repositories: LocalRepository[];
  unhashed: UnhashedRead[];
}

const remote = /^(?!file:)[A-Za-z][A-Za-z+]+:\/\//;
/** `git@host:owner/name`, and `host:name`; a single letter is a drive of Windows. */
const copyPlace = /^(?:[\w.-]+@[\w.-]+|[\w.-]{2,}):(?!\/\/)/;
const kinds = ['branch', 'tag', 'rev'] as const;

export function sourceReads(scope: Scope): SourceReads {
  const repositories: LocalRepository[] = [];
  const unhashed: UnhashedRead[] = [];
  const say = (node: Node, message: string): void => {
    unhashed.push({ file: scope.recipe.file, ...positionOf(scope.recipe, node), message, isRemote: true });
  };
  for (const source of nodesOfLevels(scope.recipe).flatMap((level) => [
    ...branches(child(level, 'source')),
  ])) {
    for (const git of branches(child(source, 'git')))
      readRepository(scope, source, git, { repositories, say });
    const hash = ['sha256', 'md5'].some((key) => textOf(child(source, key)));
    for (const url of branches(child(source, 'url'))) {
      if (!hash && isRemote(scope, url)) {
        say(url, `Nx's hash does not cover the content of ${written(url)}. Add \`sha256\` to the source.`);
      }
    }
  }
  return { repositories, unhashed };
}

function isRemote(scope: Scope, node: Node): boolean {
  const text = textOf(node) ?? '';
  if (remote.test(text)) return true;
  return pathTexts(scope, node).some((path) => remote.test(path) || path.startsWith(unknownText));
}

interface Found {
  repositories: LocalRepository[];
  say(node: Node, message: string): void;
}

function readRepository(scope: Scope, source: Node, git: Node, { repositories, say }: Found): void {
  const refs = refsOf(scope, source);
  for (const text of pathTexts(scope, git)) {
    if (isElsewhere(text)) remoteRepository(scope, source, git, say);
    else if (text.startsWith(unknownText))
      say(git, `The git repository ${written(git)} is unknown: its address could not be evaluated.`);
    else {
      const paths = recipePaths(filePathOfUrl(text) ?? text, undefined);
      repositories.push(...paths.flatMap((path) => refs.map((ref) => ({ path, ref }))));
      if (refs.some(({ name }) => name?.includes(unknownText))) {
        say(git, `The commit of ${written(git)} is unknown: the tag, branch or rev could not be evaluated.`);
      }
    }
  }
}

function isElsewhere(text: string): boolean {
  return remote.test(text) || (copyPlace.test(text) && !isRooted(text) && !/^file:/i.test(text));
}

/** A tag can also move, but well-behaved publishers do not move it; a branch moves by design. */
function remoteRepository(scope: Scope, source: Node, git: Node, say: Found['say']): void {
  if (textOf(child(source, 'expected_commit'))) return;
  const branch = child(source, 'branch');
  const rev = child(source, 'rev');
  const name = textOf(branch);
  const moving = pathTexts(scope, rev).find(isBranchName);
  if (branch && name) {
    say(
      branch,
      `Nx's hash does not cover the commit of the branch ${name} of ${written(git)}. Replace \`branch\` with \`tag\`, or with \`rev\` and a commit.`,
    );
  } else if (rev && moving !== undefined) {
    say(
      rev,
      `Nx's hash does not cover the commit of the branch ${moving} of ${written(git)}. Set \`rev\` to a commit, or replace \`rev\` with \`tag\`.`,
    );
  } else if (!textOf(child(source, 'rev')) && !textOf(child(source, 'tag'))) {
    say(
      git,
      `Nx's hash does not cover the commit of the default branch of ${written(git)}. Set \`tag\`, or set \`rev\` to a commit.`,
    );
  }
}

function refsOf(scope: Scope, source: Node): LocalRepository['ref'][] {
  const refs = kinds.flatMap((kind) =>
    pathTexts(scope, child(source, kind)).map((name): LocalRepository['ref'] => ({ kind, name })),
  );
  return refs.length > 0 ? refs : [{ kind: 'head' }];
}

function written(node: Node): string {
  return replaceExpressions(textOf(node) ?? '', '…').slice(0, 200);
}
