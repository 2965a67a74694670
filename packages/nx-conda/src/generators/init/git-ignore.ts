import type { Tree } from '@nx/devkit';

/** Nx's wrapper script for workspaces without package.json is in .nx, and is committed. */
const WRAPPER = '.nx/nxw.js';
const NX = '.nx';
const BESIDE_WRAPPER = ['.nx/installation', '.nx/cache', '.nx/workspace-data'];
const OUTPUTS = 'dist';

/** Adds the missing lines: without them, Nx would hash built packages as inputs. @returns the added lines */
export function ignoreOutputs(tree: Tree): string[] {
  const before = tree.read('.gitignore', 'utf8') ?? '';
  const present = new Set(before.split(/\r?\n/).map(normalized));
  const wanted = [`/${OUTPUTS}`, ...linesOfNx(tree, present)];
  const added = wanted.filter((line) => !present.has(normalized(line)));
  if (added.length === 0) return [];
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const separator = before === '' || before.endsWith('\n') ? '' : end;
  tree.write('.gitignore', `${before}${separator}${added.map((line) => `${line}${end}`).join('')}`);
  return added;
}

function linesOfNx(tree: Tree, present: ReadonlySet<string>): string[] {
  if (present.has(NX)) return [];
  // Nx itself writes these lines into new workspaces.
  if (present.has('.nx/cache') && present.has('.nx/workspace-data')) return [];
  return tree.exists(WRAPPER) ? BESIDE_WRAPPER : [NX];
}

function normalized(line: string): string {
  return line.trim().replace(/^(\*\*)?\/|\/(\*\*?)?$/g, '');
}
