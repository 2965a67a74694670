import { posix } from 'node:path';
import { branches, child, textOf } from '../recipe/yaml/nodes';
import { withoutComments } from '../recipe/parts/scripts';
import type { Subject } from './subject';

/**
 * The texts of the files beside the recipe that take part in the build, without comments: scripts that build scripts
 * name, and the lines that applied patches add. Tests and other files do not change a build.
 */
export function buildTexts(subject: Pick<Subject, 'scripts' | 'sources' | 'besides' | 'platform'>): string[] {
  const { scripts, sources, besides, platform } = subject;
  const listed = sources.flatMap(({ node }) =>
    [...branches(child(node, 'patches'))].map((one) => posix.normalize(textOf(one) ?? '')),
  );
  const reached = new Set<string>();
  const texts = scripts.map(({ commands }) => commands);
  for (let index = 0; index < texts.length; index++) {
    for (const [file, { text }] of besides) {
      if (reached.has(file) || !isNamed(file, texts[index] ?? '', listed) || isForOther(file, platform))
        continue;
      reached.add(file);
      texts.push(isPatch(file) ? addedLines(text) : withoutComments(text));
    }
  }
  return texts.slice(scripts.length);
}

/** A patch is also named by `*.patch`. */
function isNamed(file: string, text: string, listed: readonly string[]): boolean {
  if (isPatch(file)) return listed.includes(file) || /\*\.(patch|diff)\b/.test(text) || names(text, file);
  return /\.(sh|bat|cmd|py|cmake|txt)$/.test(file) && names(text, file);
}

function names(text: string, file: string): boolean {
  return text.includes(posix.basename(file));
}

function isPatch(file: string): boolean {
  return /\.(patch|diff)$/.test(file);
}

function isForOther(file: string, platform: string): boolean {
  return (platform.startsWith('win-') ? /\.sh$/ : /\.(bat|cmd)$/).test(file);
}

function addedLines(patch: string): string {
  const lines = patch.split('\n').filter((line) => line.startsWith('+') && !line.startsWith('+++ '));
  return withoutComments(lines.map((line) => line.slice(1)).join('\n'));
}
