import { posix } from 'node:path';
import { child } from '../recipe/yaml/nodes';
import type { ScriptText } from '../recipe/parts/scripts';
import type { Subject } from './subject';

/** Commands after which the folders of the source, and what is in them, are unknown. */
const UNKNOWN = /\b(pushd|popd|git clone|git apply|patch|RECIPE_DIR|tar|unzip|curl|wget)\b|[({][ \t]*cd\b/;

/**
 * The folder of the source in which a script runs at an offset of its commands, with the target of pip: `''` for the
 * top, `python`. Undefined if unknown. A list of commands is one script.
 */
export function builtFolder(
  subject: Pick<Subject, 'scripts'>,
  { script, offset, target = '.' }: { script: ScriptText; offset: number; target?: string },
): string | undefined {
  if (child(script.level.node, 'build', 'script', 'cwd')) return undefined;
  const own = subject.scripts.filter(({ level, file }) => level === script.level && file === script.file);
  const earlier = own.slice(0, own.indexOf(script)).map(({ commands }) => commands);
  const before = [...earlier, script.commands.slice(0, offset)].join('\n');
  if ([...earlier, script.commands].some((commands) => UNKNOWN.test(commands))) return undefined;
  const entered = [...before.matchAll(/\bcd\b[ \t]*([^\r\n;&|]*)/g)].map(([, folder = '']) => folder);
  const steps = [...entered, target].map(plainPath);
  return steps.includes(undefined) ? undefined : joined(steps as string[]);
}

const FROM_TOP = /^(\$\{?SRC_DIR\}?|%SRC_DIR%)/;

/** Without quotes and extras; undefined if a shell would read more in it. */
function plainPath(word: string): string | undefined {
  const path = word
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/\[[\w,-]*\]$/, '');
  return /^[\w./\\-]+$/.test(path.replace(FROM_TOP, '.')) && !path.startsWith('/') ? path : undefined;
}

function joined(steps: string[]): string | undefined {
  const folder = steps.reduce((base, step) => {
    const path = step.replace(FROM_TOP, '.').replaceAll('\\', '/');
    return posix.join(FROM_TOP.test(step) ? '.' : base, path);
  }, '.');
  if (folder.startsWith('..')) return undefined;
  return folder.replace(/^\.$|\/$/g, '');
}
