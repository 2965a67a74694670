import { isStandardModule } from '../../knowledge/python-modules';
import { type ImportedModule, importsIn } from '../python/imports';
import type { SourceFolder } from '../source-folder';
import type { BuildScript } from './build-scripts';
import { OwnModules } from './own-modules';

/** A module of another distribution that a build imports. */
export interface BuildImport {
  /** Its first name: `Cython`. */
  module: string;
  /** The file that imports it, relative to the top folder. */
  file: string;
  /** `always`; `sometimes`, below a condition or in a function; `optional`: the build also works without it. */
  need: 'always' | 'sometimes' | 'optional';
  /** `<3.11`; undefined for all Pythons. */
  python: string | undefined;
}

/** A file of the source that the build runs. */
interface RunFile {
  file: string;
  /** The source installs it: most of its functions run later. */
  isInstalled: boolean;
  isOptional: boolean;
}

/** Enough for the helpers of a build; the package itself may have thousands. */
const MAX_FILES = 60;
const MAX_SIZE = 200_000;

/**
 * The modules that the scripts of a build import, directly or through modules of the source. Runs nothing.
 * @param packages import names of what the source installs
 */
export function buildImports(
  source: SourceFolder,
  scripts: readonly BuildScript[],
  packages: readonly string[],
): BuildImport[] {
  const reading = new Reading(source, new Set(packages.map((name) => name.split('.')[0] ?? name)));
  for (const script of scripts) reading.follow(script);
  return [...reading.found.values()];
}

class Reading {
  readonly found = new Map<string, BuildImport>();
  private readonly seen = new Set<string>();
  /** Words in the code of the build: functions of the package that it does not name do not run. */
  private readonly words = new Set<string>();

  constructor(
    private readonly source: SourceFolder,
    /** The first names of what the source installs. */
    private readonly packages: ReadonlySet<string>,
  ) {}

  follow({ file, isBackend }: BuildScript): void {
    if (isBackend) for (const hook of BACKEND_HOOKS) this.words.add(hook);
    const own = new OwnModules(this.source, file);
    const waiting: RunFile[] = [{ file, isInstalled: isBackend, isOptional: false }];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (this.seen.size >= MAX_FILES) return;
      if (!this.seen.has(next.file)) waiting.push(...this.read(next, own));
    }
  }

  /** @returns the files of the source that it imports */
  private read({ file, isInstalled, isOptional }: RunFile, own: OwnModules): RunFile[] {
    this.seen.add(file);
    const text = this.source.read(file, MAX_SIZE) ?? '';
    if (!isInstalled) for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) this.words.add(word);
    const run = importsIn(text).filter((one) => this.isRun(one));
    return run.flatMap((one) => {
      const imported = { ...one, isOptional: one.isOptional || isOptional };
      const files = own.filesOf(one, file);
      if (files.length === 0) this.add(imported, file);
      return files.map((next) => ({
        file: next,
        isInstalled: this.isInstalled(one, isInstalled),
        isOptional: imported.isOptional,
      }));
    });
  }

  private isRun({ within }: ImportedModule): boolean {
    if (within === undefined) return true;
    const [, name = ''] = /^(?:async )?(?:def|class) (\w+)/.exec(within) ?? [];
    return this.words.has(name) && !NOT_BUILDING.test(within);
  }

  private isInstalled({ module }: ImportedModule, isImporterInstalled: boolean): boolean {
    return module.startsWith('.') ? isImporterInstalled : this.packages.has(module.split('.')[0] ?? '');
  }

  private add({ module: path, isOptional, isConditional, python }: ImportedModule, file: string): void {
    const [module = ''] = path.split('.');
    if (module === '' || isStandardModule(module) || this.packages.has(module)) return;
    const need = isOptional ? 'optional' : isConditional ? 'sometimes' : 'always';
    const known = this.found.get(module);
    if (!known || isWider({ need, python }, known)) this.found.set(module, { module, file, need, python });
  }
}

/** The functions of a build backend that pip calls for a wheel (PEP 517). */
const BACKEND_HOOKS = ['build_wheel', 'get_requires_for_build_wheel', 'prepare_metadata_for_build_wheel'];

/** Commands of setup.py that pip does not run. */
const NOT_BUILDING =
  /^(def|class) \w*(test|upload|publish|lint|docs?|sphinx|clean|format|coverage|release|deploy)\w*\b|\( \w*(Test|Upload|BuildDoc|Sphinx|Clean|sdist)\w* \)/i;

const NEEDS: readonly BuildImport['need'][] = ['optional', 'sometimes', 'always'];

function isWider(
  one: Pick<BuildImport, 'need' | 'python'>,
  other: Pick<BuildImport, 'need' | 'python'>,
): boolean {
  if (one.need !== other.need) return NEEDS.indexOf(one.need) > NEEDS.indexOf(other.need);
  return one.python === undefined && other.python !== undefined;
}
