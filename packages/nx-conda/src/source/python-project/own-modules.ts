import { posix } from 'node:path';
import { foreignName } from '../../knowledge/package-names';
import { distributionOfModule, isStandardModule } from '../../knowledge/python-modules';
import { SAME_NAMES } from '../../knowledge/same-names';
import type { ImportedModule } from '../python/imports';
import { normalizeName } from '../requirements/normalize-name';
import type { SourceFolder } from '../source-folder';

const MAX_FOLDERS = 10;

/** Finds imported modules in the source itself. */
export class OwnModules {
  /** Where Python looks. */
  private readonly folders: string[];
  private changesPath = false;
  private placed: ReadonlyMap<string, string> | undefined;

  /** @param folder of the script that the build runs */
  constructor(
    private readonly source: SourceFolder,
    folder: string,
  ) {
    this.folders = [folder];
  }

  /** Adds the folders that a file adds to the path: `sys.path.insert(0, os.path.join(here, "install"))`. */
  addFolders(file: string, text: string): void {
    this.changesPath ||= /\bsys\.path\b/.test(text);
    const added = foldersIn(text).map((one) => posix.join(posix.dirname(file), one));
    const fresh = added.filter((one) => !this.folders.includes(one));
    this.folders.push(...fresh.slice(0, MAX_FOLDERS - this.folders.length));
  }

  /** The folders that paths in a file may start from. */
  near(file: string): string[] {
    return [...new Set([posix.dirname(file), ...this.folders])];
  }

  /** The files that an import runs; undefined if the module is not in the source. @param file the one with the import */
  filesOf({ module, names }: ImportedModule, file: string): string[] | undefined {
    const [, dots = '', path = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
    const parts = path === '' ? [] : path.split('.');
    if (dots !== '') {
      const folder = posix.join(posix.dirname(file), '../'.repeat(dots.length - 1));
      return this.filesBelow(folder, parts, names);
    }
    for (const folder of [...this.folders, ...this.addedFolder(parts[0] ?? '')]) {
      const files = this.filesBelow(folder, parts, names);
      if (files.length > 0) return files;
    }
    return undefined;
  }

  /** For `from a.b import c`: `a`, `a.b` and `a.b.c`, as far as they are files. Packages hide modules of the same name. */
  private filesBelow(folder: string, parts: readonly string[], names: readonly string[]): string[] {
    const modules = [
      ...parts.map((_, index) => parts.slice(0, index + 1)),
      ...names.map((name) => [...parts, name]),
    ];
    return modules.flatMap((one) => {
      const base = posix.join(folder, ...one);
      return [`${base}/__init__.py`, `${base}.py`].filter((name) => this.source.has(name)).slice(0, 1);
    });
  }

  /** The folder that a script adds to the path by a variable: the one with the module, if only the source has it. */
  private addedFolder(name: string): string[] {
    if (!this.changesPath || isStandardModule(name) || isDistribution(name)) return [];
    this.placed ??= foldersOfModules(this.source);
    return [this.placed.get(name)].filter((one) => one !== undefined);
  }
}

/** The first folder of each module that is in no package. */
function foldersOfModules(source: SourceFolder): ReadonlyMap<string, string> {
  const modules = source.files.filter((file) => file.endsWith('.py'));
  const alone = modules.filter((file) => !source.has(`${posix.dirname(file)}/__init__.py`));
  return new Map(alone.reverse().map((file) => [posix.basename(file, '.py'), posix.dirname(file)]));
}

/** Folders in lines that change `sys.path`. */
function foldersIn(text: string): string[] {
  const lines = text.match(/^.{0,200}\bsys\.path\b.{0,200}$/gm) ?? [];
  const folders = lines.flatMap((line) =>
    [...line.matchAll(/["']([\w./-]{1,100})["']/g)].map(([, name = '']) => name),
  );
  return folders.filter((name) => !name.startsWith('/'));
}

/** Whether PyPI is known to have it: then it is not a module of the source. */
function isDistribution(module: string): boolean {
  const name = normalizeName(distributionOfModule(module));
  return SAME_NAMES.has(name) || foreignName(name) !== undefined;
}
