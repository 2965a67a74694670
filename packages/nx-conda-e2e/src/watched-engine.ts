import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** rattler-build behind a script that records its calls, and can fail or be another version. */
export class WatchedEngine {
  private readonly path: string;

  /** @param folder for the script and its notes. */
  constructor(
    private readonly folder: string,
    binary: string,
  ) {
    this.path = join(folder, 'rattler-build');
    writeFileSync(this.path, script(folder, binary));
    chmodSync(this.path, 0o755);
  }

  get env(): Record<string, string> {
    return { NX_CONDA_RATTLER_BUILD: this.path };
  }

  /** The folder names of the recipes rendered since the last call, unique and sorted. */
  rendered(): string[] {
    const log = join(this.folder, 'asked');
    const words = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    rmSync(log, { force: true });
    const recipes = words.filter((_, index) => words[index - 1] === '--recipe');
    return [...new Set(recipes.map((recipe) => basename(dirname(recipe))))].sort();
  }

  setVersion(version: string): void {
    writeFileSync(join(this.folder, 'version'), `rattler-build ${version}\n`);
  }

  setBroken(isBroken: boolean): void {
    if (isBroken) writeFileSync(join(this.folder, 'broken'), '');
    else rmSync(join(this.folder, 'broken'));
  }
}

function script(folder: string, binary: string): string {
  return `#!/bin/sh
if [ "$1" = --version ]; then
  if [ -f '${folder}/version' ]; then exec cat '${folder}/version'; fi
  exec '${binary}' --version
fi
printf '%s\\n' "$@" >> '${folder}/asked'
if [ -f '${folder}/broken' ]; then echo 'Error: no space left on device' >&2; exit 1; fi
exec '${binary}' "$@"
`;
}
