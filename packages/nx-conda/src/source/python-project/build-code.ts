import { posix } from 'node:path';
import { type ImportedModule, importsIn } from '../python/imports';
import { statementsOf } from '../python/statements-of';
import type { Statement } from '../python/syntax';
import type { SourceFolder } from '../source-folder';
import type { BuildScript } from './build-scripts';
import { OwnModules } from './own-modules';

/** A Python file that runs during the build. */
export interface BuildFile {
  /** Relative to the source. */
  name: string;
  text: string;
  statements: readonly Statement[];
  reach: Reach;
  /** A script that is a build backend in the source. */
  isBackend: boolean;
  /** What it imports from other distributions, as far as the build runs the imports; none if the file may not run. */
  imports: readonly ImportedModule[];
}

/**
 * Whether the build runs a file: `always`; `optional`, the build also works without it; `maybe`, if only functions that
 * the build does not name import it, or if code only names it.
 */
type Reach = 'always' | 'optional' | 'maybe';

const MAX_FILES = 60;
/** Larger modules are not part of a build. */
const MAX_SIZE = 300_000;
const MAX_NAMES = 300;

/**
 * The scripts of a build, and the modules of the same source that they import or run, at any depth. Runs nothing.
 * @param scripts missing ones are left out
 * @param packages import names of what the source installs
 */
export function buildCode(
  source: SourceFolder,
  scripts: readonly BuildScript[],
  packages: readonly string[] = [],
): readonly BuildFile[] {
  const walk = new Walk(source, new Set(packages.map(firstName)));
  walk.follow(scripts);
  return [...walk.found.values()];
}

/** A file that waits to be read. */
interface Waiting {
  name: string;
  reach: Reach;
  isBackend: boolean;
  /** The source installs it: most of its functions run later. */
  isInstalled: boolean;
  modules: OwnModules;
}

class Walk {
  readonly found = new Map<string, BuildFile>();
  private readonly running = new Map<string, Waiting>();
  /** Read last: a package may have more modules than the limit. */
  private readonly others = new Map<string, Waiting>();
  /** Words in the code of the build: functions of the package that it does not name do not run. */
  private readonly words = new Set<string>();

  constructor(
    private readonly source: SourceFolder,
    /** The first names of what the source installs. */
    private readonly packages: ReadonlySet<string>,
  ) {}

  follow(scripts: readonly BuildScript[]): void {
    const backends = new Set(scripts.filter(({ isBackend }) => isBackend).map(({ file }) => file));
    for (const { file, isBackend } of scripts) {
      const name = posix.normalize(file);
      const modules = new OwnModules(this.source, posix.dirname(name));
      const reach = 'always';
      this.add({ name, reach, isBackend: backends.has(file), isInstalled: isBackend, modules });
    }
    for (let next = this.next(); next && this.found.size < MAX_FILES; next = this.next()) {
      const text = this.found.has(next.name) ? undefined : this.source.read(next.name, MAX_SIZE);
      if (text !== undefined) this.read(next, text);
    }
  }

  private add(file: Waiting): void {
    const files = file.reach === 'maybe' ? this.others : this.running;
    if (!this.found.has(file.name) && !files.has(file.name)) files.set(file.name, file);
  }

  private next(): Waiting | undefined {
    const files = this.running.size > 0 ? this.running : this.others;
    const [first] = files.values();
    if (first) files.delete(first.name);
    return first;
  }

  private read(file: Waiting, text: string): void {
    const { name, reach, isBackend, modules } = file;
    this.addWords(file, text);
    modules.addFolders(name, text);
    const imports = importsIn(text).filter((one) => this.isForeign(one, file));
    this.found.set(name, { name, text, statements: statementsOf(text), reach, isBackend, imports });
    for (const script of scriptsIn(text, modules.near(name)))
      this.add({ ...file, name: script, reach: 'maybe', isBackend: false });
  }

  private addWords({ reach, isBackend, isInstalled }: Waiting, text: string): void {
    if (isBackend) for (const hook of BACKEND_HOOKS) this.words.add(hook);
    if (isInstalled || reach === 'maybe') return;
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) this.words.add(word);
  }

  /** Follows an import into the source. @returns whether another distribution has the module, and the build needs it */
  private isForeign(imported: ImportedModule, file: Waiting): boolean {
    const reach = this.isRun(imported) ? widest(file.reach, imported.isOptional) : 'maybe';
    const own = file.modules.filesOf(imported, file.name);
    const isInstalled = imported.module.startsWith('.')
      ? file.isInstalled
      : this.packages.has(firstName(imported.module));
    for (const name of own ?? []) this.add({ ...file, name, reach, isBackend: false, isInstalled });
    return own === undefined && reach !== 'maybe';
  }

  private isRun({ within, isSkipped }: ImportedModule): boolean {
    if (isSkipped || within === undefined) return !isSkipped;
    const [, name = ''] = /^(?:async )?(?:def|class) (\w+)/.exec(within) ?? [];
    return this.words.has(name) && !NOT_BUILDING.test(within);
  }
}

function widest(reach: Reach, isOptional: boolean): Reach {
  return reach === 'always' && isOptional ? 'optional' : reach;
}

function firstName(module: string): string {
  return module.split('.')[0] ?? module;
}

/** The functions of a build backend that pip calls for a wheel (PEP 517). */
const BACKEND_HOOKS = ['build_wheel', 'get_requires_for_build_wheel', 'prepare_metadata_for_build_wheel'];

/** Commands of setup.py that pip does not run. */
const NOT_BUILDING =
  /^(def|class) \w*(test|upload|publish|lint|docs?|sphinx|clean|format|coverage|release|deploy)\w*\b|\( \w*(Test|Upload|BuildDoc|Sphinx|Clean|sdist)\w* \)/i;

/** Files that code runs by their name: `exec(open("package/build.py").read())`. @param folders where they may be */
function scriptsIn(text: string, folders: readonly string[]): string[] {
  const names = [...text.matchAll(/["']([\w./-]{1,100}\.py)["']/g)].map(([, name = '']) => name);
  const distinct = [...new Set(names)].filter((name) => posix.basename(name) !== 'setup.py');
  return distinct.slice(0, MAX_NAMES).flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}
