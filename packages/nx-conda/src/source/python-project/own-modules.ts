import { posix } from 'node:path';
import { foreignName } from '../../knowledge/package-names';
import { distributionOfModule, isStandardModule } from '../../knowledge/python-modules';
import { SAME_NAMES } from '../../knowledge/same-names';
import type { ImportedModule } from '../python/imports';
import { normalizeName } from '../requirements/normalize-name';
import type { SourceFolder } from '../source-folder';

const MAX_ADDED = 10;

/** Finds imported modules in the source itself. */
export class OwnModules {
  private readonly roots: string[];
  private readonly changesPath: boolean;

  /** @param script the Python file that the build runs: Python looks in its folder, and in those that it adds */
  constructor(
    private readonly source: SourceFolder,
    script: string,
  ) {
    const text = source.read(script) ?? '';
    const added = addedFolders(text).map((one) => posix.join(posix.dirname(script), one));
    this.roots = [posix.dirname(script), ...added];
    this.changesPath = /\bsys\.path\b/.test(text);
  }

  /** The files that an import runs; none if the module is not in the source. @param file the one with the import */
  filesOf({ module, names }: ImportedModule, file: string): string[] {
    const [, dots = '', path = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
    const parts = path === '' ? [] : path.split('.');
    if (dots !== '') {
      const root = posix.join(posix.dirname(file), '../'.repeat(dots.length - 1));
      return [file, ...this.filesBelow(root, parts, names)];
    }
    for (const root of [...this.roots, ...this.addedRoots(parts[0] ?? '')]) {
      const files = this.filesBelow(root, parts, names);
      if (files.length > 0) return files;
    }
    return [];
  }

  /** For `from a.b import c`: `a`, `a.b` and `a.b.c`, as far as they are files. */
  private filesBelow(root: string, parts: readonly string[], names: readonly string[]): string[] {
    const modules = [
      ...parts.map((_, index) => parts.slice(0, index + 1)),
      ...names.map((name) => [...parts, name]),
    ];
    return modules.flatMap((one) => {
      const base = posix.join(root, ...one);
      return [`${base}.py`, `${base}/__init__.py`].filter((name) => this.source.has(name)).slice(0, 1);
    });
  }

  /** The folder that a script adds to the path by a variable: the one with the module, if only the source has it. */
  private addedRoots(name: string): string[] {
    if (!this.changesPath || isStandardModule(name) || isDistribution(name)) return [];
    const found = this.source.files.filter((one) => one.endsWith(`/${name}.py`));
    const folders = found.map((one) => posix.dirname(one));
    return folders.filter((one) => !this.source.has(`${one}/__init__.py`)).slice(0, 1);
  }
}

/** Folders in lines that change `sys.path`. */
function addedFolders(text: string): string[] {
  const lines = text.match(/^.{0,200}\bsys\.path\b.{0,200}$/gm) ?? [];
  const folders = lines.flatMap((line) =>
    [...line.matchAll(/["']([\w./-]{1,80})["']/g)].map(([, name = '']) => name),
  );
  return folders.filter((name) => !name.startsWith('/') && !name.includes('..')).slice(0, MAX_ADDED);
}

/** Whether PyPI is known to have it: then it is not a module of the source. */
function isDistribution(module: string): boolean {
  const name = normalizeName(distributionOfModule(module));
  return SAME_NAMES.has(name) || foreignName(name) !== undefined;
}
