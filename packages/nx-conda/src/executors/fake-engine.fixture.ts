import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type PackageFixture, writePackage } from '../channel/package-file.fixture';
import { emptyRepodata, writeRepodata } from '../channel/repodata';
import { machinePlatform } from '../graph/machine-platform';

/** An output of a recipe, as rattler-build renders and builds it. */
export interface FakeOutput extends Pick<PackageFixture, 'info' | 'paths' | 'payload'> {
  name: string;
  version?: string;
  build?: string;
  subdir?: string;
  variant?: Record<string, string>;
  requirements?: Partial<Record<'build' | 'host' | 'run', string[]>>;
  tests?: object[];
}

/**
 * Takes the arguments of rattler-build 0.74. Its answers are scripts beside it, by command, and by the name of the
 * recipe's folder or of the package. It renders one recipe at a time: nx-conda asks again after a failed batch.
 */
const SCRIPT = `#!/bin/sh
here=$(dirname "$0")
command=$1
if [ "$command" = --version ]; then cat "$here/version"; exit; fi
echo "CUDA=\${CONDA_OVERRIDE_CUDA-unset} $*" >> "$here/runs"
recipes=0
while [ $# -gt 0 ]; do
  case $1 in
    --recipe) recipes=$((recipes + 1)); recipe=$2; subject=$(basename "$(dirname "$2")") ;;
    --package-file) subject=$(basename "$2") ;;
    --output-dir) output=$2 ;;
    --render-only) command=render ;;
  esac
  shift
done
if [ $recipes -gt 1 ]; then echo 'Error:   × several recipes' >&2; exit 1; fi
answer=$here/$command/$subject
if [ ! -f "$answer.sh" ]; then echo "Error:   × no answer for $command $subject" >&2; exit 1; fi
. "$answer.sh"
`;

/** A program on disk that stands in for rattler-build. */
export class FakeEngine {
  readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, 'rattler-build');
    mkdirSync(folder, { recursive: true });
    writeFileSync(this.path, SCRIPT);
    chmodSync(this.path, 0o755);
    this.setVersion('0.74.0');
  }

  setVersion(version: string): void {
    writeFileSync(join(this.folder, 'version'), `rattler-build ${version}\n`);
  }

  /**
   * Sets the answer to a command.
   * @param subject name of the recipe's folder, or of the package file.
   * @param script for sh; `$recipe` and `$output` are paths of the run.
   */
  answer(command: 'render' | 'build' | 'test', subject: string, script: string): void {
    const file = join(this.folder, command, `${subject}.sh`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${script}\n`);
  }

  /** Renders a recipe to these outputs, and builds them. */
  async makes(recipe: string, outputs: FakeOutput[]): Promise<void> {
    this.renders(recipe, outputs);
    const channel = join(this.folder, 'build', recipe);
    rmSync(channel, { recursive: true, force: true });
    await writeChannel(channel, outputs);
    const work = `"$output/bld/rattler-build_${recipe}/work"`;
    this.answer('build', recipe, `mkdir -p ${work}; cp -R "$answer"/. "$output"; echo "built ${recipe}"`);
  }

  renders(recipe: string, outputs: FakeOutput[]): void {
    this.answer('render', recipe, 'cat "$answer.json"');
    writeFileSync(join(this.folder, 'render', `${recipe}.json`), JSON.stringify(outputs.map(rendered)));
  }

  /** The arguments of each run since the last call. */
  runs(): string[] {
    const file = join(this.folder, 'runs');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    rmSync(file, { force: true });
    return lines;
  }
}

function identityOf({ name, version = '1.0', build = 'h_0', subdir = 'noarch' }: FakeOutput) {
  return { name, version, build, subdir };
}

function rendered(output: FakeOutput): object {
  const { name, version, build, subdir } = identityOf(output);
  const { requirements = {}, tests = [], variant } = output;
  return {
    recipe: { package: { name, version }, build: { string: build }, requirements, tests },
    build_configuration: { target_platform: subdir, variant: { target_platform: subdir, ...variant } },
  };
}

async function writeChannel(channel: string, outputs: FakeOutput[]): Promise<void> {
  const index = new Map(['noarch', machinePlatform()].map((subdir) => [subdir, emptyRepodata(subdir)]));
  for (const output of outputs) {
    const { name, version, build, subdir } = identityOf(output);
    const fileName = `${name}-${version}-${build}.conda`;
    const file = join(channel, subdir, fileName);
    mkdirSync(dirname(file), { recursive: true });
    const depends = output.requirements?.run ?? [];
    const record = { name, version, build, subdir, build_number: 0, depends };
    const { info, paths, payload } = output;
    await writePackage(file, { index: record, info, paths, payload });
    const content = readFileSync(file);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const repodata = index.get(subdir) ?? emptyRepodata(subdir);
    repodata['packages.conda'][fileName] = { ...record, sha256, size: content.length };
    index.set(subdir, repodata);
  }
  for (const repodata of index.values()) await writeRepodata(channel, repodata);
}
