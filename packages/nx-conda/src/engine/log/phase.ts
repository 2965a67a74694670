/** What rattler-build is doing. */
export type PhaseName = 'start' | 'source' | 'solve' | 'install' | 'script' | 'package' | 'test';

/** A phase, with the progress of its compilation if the log tells it. */
export interface Phase {
  name: PhaseName;
  /** `123/412` or `12 %`; a build script that compiles without counting has an empty one. */
  compiled?: string;
}

/** The first line of a phase; the log of both engines has these lines. */
const STARTS: [RegExp, PhaseName][] = [
  [/^(?:Starting build of|Fetching source|Downloading from|Copied \d+ files|Applying patch)/, 'source'],
  [/^ {2}Channels:|^Collecting tests from /, 'solve'],
  [/^│ Package +┆ Version/, 'install'],
  [/^✔ Successfully updated the host environment/, 'script'],
  [/^✔ Successfully updated the test environment|^Testing commands:|^✔ files: /, 'test'],
  [/^(?:Copying done!|Post-processing done!|Writing metadata for package|Compressing archive)/, 'package'],
];

/** ninja: `[12/345] Building ...`, indented under pip; Bazel: `[12 / 345] ...` */
const COUNTED = /^\s*\[ *(\d+) ?\/ ?(\d+)\] /;
/** CMake's Makefiles: `[ 12%] Building ...` */
const PERCENT = /^\s*\[ *(\d+)%\] /;
/** setuptools, Cargo, and compilers that print their own command. */
const UNCOUNTED =
  /^\s*building '\S+' extension|^\s+Compiling \S+ v\d|^\s*\S*\b(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|nvcc)\b.* -c /;

/** Follows the phases of a build or a test in the lines of rattler-build's log. */
export class PhaseReader {
  private current: Phase = { name: 'start' };

  get phase(): Phase {
    return this.current;
  }

  /** @param line without colors. @returns whether the phase has changed. */
  read(line: string): boolean {
    const name = startedBy(line);
    if (name !== undefined && !this.isInScript(name)) {
      const isOther = name !== this.current.name;
      if (isOther) this.current = { name };
      return isOther;
    }
    const compiled = this.current.name === 'script' ? compiledIn(line) : undefined;
    if (compiled !== undefined && (compiled !== '' || this.current.compiled === undefined))
      this.current = { name: 'script', compiled };
    return false;
  }

  /** A script may print such lines itself, for example those of a package manager. */
  private isInScript(name: PhaseName): boolean {
    return this.current.name === 'script' && (name === 'install' || name === 'solve');
  }
}

function startedBy(line: string): PhaseName | undefined {
  return STARTS.find(([pattern]) => pattern.test(line))?.[1];
}

function compiledIn(line: string): string | undefined {
  const [, done, all] = COUNTED.exec(line) ?? [];
  if (done !== undefined && all !== undefined) return `${done}/${all}`;
  const percent = PERCENT.exec(line)?.[1];
  if (percent !== undefined) return `${percent} %`;
  return UNCOUNTED.test(line) ? '' : undefined;
}

const DOING: Record<PhaseName, string> = {
  start: 'starting',
  source: 'fetching the source',
  solve: 'solving the environments',
  install: 'installing the environments',
  script: 'running the build script',
  package: 'packaging',
  test: 'testing',
};

/** `compiling 123/412` */
export function describePhase({ name, compiled }: Phase): string {
  return compiled === undefined ? DOING[name] : `compiling ${compiled}`.trim();
}

const FAILED: Record<PhaseName, string> = {
  start: 'rattler-build failed',
  source: 'fetching the source failed',
  solve: 'solving the environments failed',
  install: 'installing the environments failed',
  script: 'the build script failed',
  package: 'packaging failed',
  test: 'a test failed',
};

/** `the build script failed with exit status 2` */
export function describeFailedPhase({ name }: Phase, exit: string | undefined): string {
  return exit === undefined ? FAILED[name] : `${FAILED[name]} with ${exit}`;
}
