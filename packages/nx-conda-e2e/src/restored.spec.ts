import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from './engines';
import { addChain, addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

interface BuildJson {
  hash: string;
  packages: { file: string; sha256: string }[];
  files: Record<string, string>;
}

const fileOf = (project: string) => `noarch/${project}-1.0.0-h4616a5c_0.conda`;

/** An event for an entry of Nx's cache, and its message. */
interface Damage {
  name: string;
  /** @param build the folder of the build in the entry. @param other the same of another project. */
  damage: (build: string, other: string, name: string) => void;
  says: (name: string) => string;
}

const isNot = (file: string) => `${file} does not match build.json`;

const damages: Damage[] = [
  {
    name: 'package',
    damage: (build, _, name) => flip(join(build, fileOf(name))),
    says: (name) => isNot(fileOf(name)),
  },
  ...['digest.json', 'inputs.json', 'noarch/repodata.json'].map((file): Damage => ({
    name: file.replace(/\W/g, '-'),
    damage: (build) => flip(join(build, file)),
    says: () => isNot(file),
  })),
  { name: 'report', damage: (build) => flip(join(build, 'build.json')), says: () => 'build.json is damaged' },
  {
    name: 'cut-off',
    damage: (build, _, name) => truncateSync(join(build, fileOf(name)), 100),
    says: (name) => isNot(fileOf(name)),
  },
  {
    name: 'missing',
    damage: (build, _, name) => rmSync(join(build, fileOf(name))),
    says: (name) => `${fileOf(name)} is missing`,
  },
  {
    name: 'no-report',
    damage: (build) => rmSync(join(build, 'build.json')),
    says: () => 'build.json is missing',
  },
  {
    name: 'more',
    damage: (build, _, name) => cpSync(join(build, fileOf(name)), join(build, fileOf('extra'))),
    says: () => `${fileOf('extra')} is not listed in build.json`,
  },
  {
    name: 'foreign',
    damage: (build, other) => {
      rmSync(build, { recursive: true });
      cpSync(other, build, { recursive: true });
    },
    says: () => 'the build belongs to another task (project base-x, hash ',
  },
  {
    name: 'empty',
    damage: (build) => rmSync(join(build, '../..'), { recursive: true }),
    says: () => 'build.json is missing',
  },
];

/** Runs that use base-x's build. */
const uses: [use: string, args: string[]][] = [
  ['its build', ['run', 'base-x:conda-build']],
  ['a build downstream', ['run', 'lib-x:conda-build']],
  ['a test', ['run', 'base-x:conda-test']],
  ['a publication', ['run', 'base-x:conda-publish', '--to=channel', '--force']],
];

function flip(file: string): void {
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

class DamagedWorkspace extends TestWorkspace {
  get cache(): string {
    return join(this.home, 'nx-cache');
  }

  /** The folder of a project's build in its entry. */
  buildOf(project: string): string {
    return join(this.cache, this.reportOf(project).hash, 'dist/conda', project);
  }

  reportOf(project: string): BuildJson {
    return JSON.parse(this.read(`dist/conda/${project}/build.json`)) as BuildJson;
  }

  removeEntry(project: string): void {
    rmSync(join(this.buildOf(project), '../../..'), { recursive: true });
  }

  /** The path of its package in dist. */
  built(project: string): string {
    return join(this.root, 'dist/conda', project, fileOf(project));
  }

  /** Whether dist matches its build.json. */
  isWhole(project: string): boolean {
    const { packages, files } = this.reportOf(project);
    const all = [...packages.map(({ file, sha256 }) => [file, sha256]), ...Object.entries(files)];
    return all.every(([file = '', hash]) => sha256(join(this.root, 'dist/conda', project, file)) === hash);
  }
}

const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=2'];

describe.each(['false', 'true'])('an entry of the local cache, with NX_DAEMON=%s,', (daemon) => {
  let workspace: DamagedWorkspace;
  beforeAll(async () => {
    workspace = new DamagedWorkspace({ ...engines[0]?.env, NX_DAEMON: daemon });
    addChain(workspace);
    for (const { name } of damages)
      addRecipe(workspace, { name, test: [`test -f $PREFIX/share/${name}.txt`] });
    workspace.commit('Start');
    await workspace.ok(ALL);
  });
  afterAll(async () => {
    if (daemon === 'true') await workspace.nx(['daemon', '--stop']);
    workspace.remove();
  });

  it('that is damaged or foreign is rebuilt in the same run, and the next one prints nothing', async () => {
    for (const { name, damage } of damages)
      damage(workspace.buildOf(name), workspace.buildOf('base-x'), name);
    workspace.delete('dist');
    const { exitCode, output } = await workspace.nx(ALL);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(workspace.lastRun().ran).toEqual(damages.map(({ name }) => `${name}:conda-build`).sort());
    for (const { name, says } of damages) {
      expect([name, workspace.isWhole(name)]).toEqual([name, true]);
      // With the daemon, the hook's output is in the daemon's log.
      const lines = output
        .split('\n')
        .filter((line) => line.includes(`dist/conda/${name} that must not be used`));
      expect(lines.join('\n')).toContain(daemon === 'true' ? '' : says(name));
      expect(lines).toHaveLength(daemon === 'true' ? 0 : 1);
    }
    const second = await workspace.nx(ALL);
    expect(second.output).not.toContain('nx-conda:');
    expect(workspace.lastRun().ran).toEqual([]);
  });

  it.each(uses)('that is damaged does not reach %s', async (_use, args) => {
    flip(join(workspace.buildOf('base-x'), fileOf('base-x')));
    await workspace.ok(args);
    expect(workspace.lastRun().ran).toContain('base-x:conda-build');
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('that was empty before its first use makes the run fail once', async () => {
    rmSync(join(workspace.home, 'cache/verified'), { recursive: true });
    rmSync(join(workspace.buildOf('base-x'), '../..'), { recursive: true });
    workspace.delete('dist/conda/base-x');
    const { exitCode, output } = await workspace.nx(['run', 'base-x:conda-build']);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('Nx restored no packages for base-x:conda-build');
    await workspace.ok(['run', 'base-x:conda-build']);
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('that is missing is a miss', async () => {
    workspace.removeEntry('base-x');
    await workspace.ok(['run', 'lib-x:conda-build']);
    expect(workspace.lastRun().ran).toContain('base-x:conda-build');
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('repairs damaged packages in dist', async () => {
    flip(workspace.built('base-x'));
    await workspace.ok(['run', 'lib-x:conda-build']);
    expect(workspace.lastRun().ran).toEqual([]);
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('is replaced by a build without the cache', async () => {
    const before = sha256(join(workspace.buildOf('base-x'), fileOf('base-x')));
    await workspace.ok(['run', 'base-x:conda-build', '--skip-nx-cache']);
    const built = sha256(workspace.built('base-x'));
    expect(built).not.toBe(before);
    rmSync(join(workspace.root, 'channel'), { recursive: true, force: true });
    await workspace.ok(['run', 'base-x:conda-publish', '--to=channel']);
    expect(workspace.lastRun().reused).toContain('base-x:conda-build');
    expect(sha256(join(workspace.root, 'channel', fileOf('base-x')))).toBe(built);
    expect(await workspace.ok(['run', 'base-x:conda-build'])).toContain('rattler-build');
  });

  it('is created by a build without the cache, if missing', async () => {
    workspace.removeEntry('base-x');
    await workspace.ok(['run', 'base-x:conda-build', '--skip-nx-cache']);
    await workspace.ok(['run', 'base-x:conda-build']);
    expect(workspace.lastRun().ran).toEqual([]);
    expect(readdirSync(workspace.cache).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('damaged packages in dist that Nx does not restore', () => {
  it('are not used, and the advice works', async () => {
    const workspace = new DamagedWorkspace(engines[0]?.env);
    addChain(workspace);
    await workspace.ok(['run-many', '-t', 'conda-build']);
    const alone = ['--exclude-task-dependencies', '--skip-nx-cache'];
    const tasks = ['lib-x:conda-build', 'base-x:conda-test', 'base-x:conda-publish'];
    for (const task of tasks) {
      flip(join(workspace.buildOf('base-x'), fileOf('base-x')));
      flip(workspace.built('base-x'));
      const args = ['run', task, ...alone, ...(task.includes('publish') ? ['--to=channel', '--force'] : [])];
      const { exitCode, output } = await workspace.nx(args);
      expect(exitCode).not.toBe(0);
      expect(output).toContain(`base-x cannot be used: ${fileOf('base-x')} does not match build.json.`);
      expect(output).toContain("The entry of this build in Nx's cache was damaged too and has been removed.");
      expect(output).toContain('1. To restore or rebuild the packages, run nx run base-x:conda-build');
      await workspace.ok(['run', 'base-x:conda-build']);
      await workspace.ok(args);
    }
    workspace.remove();
  });
});

const executable = `package: {name: tool-x, version: 1.0.0}
build:
  noarch: generic
  script:
    - mkdir -p $PREFIX/bin
    - echo exit > $PREFIX/bin/tool-x
    - chmod +x $PREFIX/bin/tool-x
    - stat -c %a $PREFIX/bin/tool-x > $PREFIX/bin/permissions.txt
`;

describe.each(engines)("a user's umask, with $name", ({ env }) => {
  it('makes no difference', async () => {
    const workspace = new TestWorkspace(env);
    workspace.write('recipes/tool-x/recipe.yaml', executable);
    const digestWith = async (umask: number) => {
      const before = process.umask(umask);
      try {
        await workspace.ok(['run', 'tool-x:conda-build', '--skip-nx-cache']);
      } finally {
        process.umask(before);
      }
      return workspace.read('dist/conda/tool-x/digest.json');
    };
    expect(await digestWith(0o077)).toBe(await digestWith(0o022));
    expect(existsSync(join(workspace.root, 'dist/conda/tool-x/build.json'))).toBe(true);
    workspace.remove();
  });
});
