import { posix } from 'node:path';
import { nodesIn } from '../../python/calls';
import { statementsOf } from '../../python/statements-of';
import type { Statement } from '../../python/syntax';
import type { SourceFolder } from '../../source-folder';

/** A Python file that runs during the build. */
export interface BuildFile {
  /** Relative to the source. */
  name: string;
  text: string;
  statements: readonly Statement[];
}

const MAX_FILES = 40;
/** Larger modules are not part of a build. */
const MAX_SIZE = 300_000;
const MAX_NAMES = 300;
const MAX_ROOTS = 10;

/**
 * The scripts of a build, and the modules of the same source that they import or run, at any depth.
 * @param scripts relative to the source; missing ones are left out
 */
export function buildCode(source: SourceFolder, scripts: readonly string[]): readonly BuildFile[] {
  const known = read.get(source) ?? new Map<string, readonly BuildFile[]>();
  read.set(source, known);
  const key = scripts.join('\n');
  const files = known.get(key) ?? follow(source, scripts);
  known.set(key, files);
  return files;
}

/** Several facts of a source need the code of its build. */
const read = new WeakMap<SourceFolder, Map<string, readonly BuildFile[]>>();

function follow(source: SourceFolder, scripts: readonly string[]): BuildFile[] {
  const found = new Map<string, BuildFile>();
  const waiting = [...scripts];
  // Where Python looks for modules.
  const roots = [...new Set(scripts.map((script) => posix.dirname(posix.normalize(script))))];
  for (let next = waiting.shift(); next !== undefined && found.size < MAX_FILES; next = waiting.shift()) {
    const name = posix.normalize(next);
    const text = found.has(name) ? undefined : source.read(name, MAX_SIZE);
    if (text === undefined) continue;
    const file = { name, text, statements: statementsOf(text) };
    found.set(name, file);
    roots.push(...searchPath(text).map((path) => posix.join(posix.dirname(name), path)));
    waiting.push(...usedFiles(source, file, roots.slice(0, MAX_ROOTS)));
  }
  return [...found.values()];
}

function usedFiles(source: SourceFolder, file: BuildFile, roots: readonly string[]): string[] {
  const folder = posix.dirname(file.name);
  const modules = importedModules(file).flatMap((path) => filesOf(source, path, { roots, folder }));
  return [...modules, ...scriptsIn(source, file.text, [...new Set([folder, ...roots])])];
}

/** `sys.path.insert(0, os.path.join(here, "install"))` */
function searchPath(text: string): string[] {
  const calls = text.matchAll(/\bsys\.path\.(?:insert|append)\([^\n]{0,200}/g);
  return [...calls]
    .flatMap(([call]) => [...call.matchAll(/["']([\w./-]{1,100})["']/g)])
    .map(([, path = '']) => path);
}

/** `build_tools.ext.make_extensions`; relative ones begin with dots. */
function importedModules({ text, statements }: BuildFile): string[] {
  const names = nodesIn(statements).flatMap((node) => {
    const { kind, names: imported } = node as Partial<Extract<Statement, { kind: 'import' }>>;
    return kind === 'import' ? (imported ?? []).map(({ path }) => path) : [];
  });
  // The reader of statements keeps only `a` of `import a.b`.
  const whole = [...text.matchAll(/^[ \t]*import[ \t]+([\w.]{1,200})/gm)].map(([, path = '']) => path);
  return [...new Set([...names, ...whole])].slice(0, MAX_NAMES);
}

function filesOf(
  source: SourceFolder,
  path: string,
  { roots, folder }: { roots: readonly string[]; folder: string },
): string[] {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(path) ?? [];
  const starts = dots === '' ? roots : [posix.join(folder, ...Array<string>(dots.length - 1).fill('..'))];
  const parts = rest.split('.').filter((part) => part !== '');
  return starts.flatMap((start) =>
    parts.flatMap((_, index) => {
      const stem = posix.join(start, ...parts.slice(0, index + 1));
      return [`${stem}.py`, `${stem}/__init__.py`].filter((name) => source.has(name));
    }),
  );
}

/** Files that code runs by their name: `exec(open("package/build.py").read())`. */
function scriptsIn(source: SourceFolder, text: string, folders: readonly string[]): string[] {
  const names = [...text.matchAll(/["']([\w./-]{1,100}\.py)["']/g)].map(([, name = '']) => name);
  const distinct = [...new Set(names)].filter((name) => posix.basename(name) !== 'setup.py');
  return distinct
    .slice(0, MAX_NAMES)
    .flatMap((name) => folders.map((folder) => posix.join(folder, name)).filter((one) => source.has(one)));
}
