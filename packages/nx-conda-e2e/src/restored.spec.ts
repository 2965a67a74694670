import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from './engines';
import { addChain } from './recipes';
import { TestWorkspace } from './test-workspace';

interface BuildJson {
  hash: string;
  packages: { file: string; sha256: string }[];
  files: Record<string, string>;
}

const PACKAGE = 'noarch/base-x-1.0.0-h4616a5c_0.conda';
const SAID = "nx-conda: Nx's cache has a build of dist/conda/base-x that must not be used";

/** What happens to the entry of base-x in Nx's cache, and what is said of it. */
interface Damage {
  what: string;
  damage: (workspace: DamagedWorkspace) => void;
  says: string;
}

const flipped = (file: string, says = `${file} is not what its build.json says`): Damage => ({
  what: `one other byte in ${file}`,
  damage: ({ build }) => flip(join(build, file)),
  says,
});

const damages: Damage[] = [
  flipped(PACKAGE),
  flipped('digest.json'),
  flipped('inputs.json'),
  flipped('noarch/repodata.json'),
  flipped('build.json', 'build.json is damaged'),
  {
    what: 'a package that is cut off',
    damage: ({ build }) => truncateSync(join(build, PACKAGE), 100),
    says: `${PACKAGE} is not what its build.json says`,
  },
  {
    what: 'no package',
    damage: ({ build }) => rmSync(join(build, PACKAGE)),
    says: `${PACKAGE} is missing`,
  },
  {
    what: 'no build.json',
    damage: ({ build }) => rmSync(join(build, 'build.json')),
    says: 'build.json is missing',
  },
  {
    what: 'one package more',
    damage: ({ build }) => cpSync(join(build, PACKAGE), join(build, 'noarch/more-1.0.0-0.conda')),
    says: 'noarch/more-1.0.0-0.conda is not in its build.json',
  },
  {
    what: "another project's packages",
    damage: ({ build, entryOf }) => {
      rmSync(build, { recursive: true });
      cpSync(join(entryOf('lib-x'), 'dist/conda/lib-x'), build, { recursive: true });
    },
    says: 'it belongs to another task: to a build of lib-x',
  },
  {
    what: 'nothing in it',
    damage: ({ build }) => rmSync(join(build, '../..'), { recursive: true }),
    says: 'build.json is missing',
  },
];

/** Runs that use what base-x has built. */
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

  /** The folder of base-x in its entry. */
  get build(): string {
    return join(this.entryOf('base-x'), 'dist/conda/base-x');
  }

  readonly entryOf = (project: string) => join(this.cache, this.reportOf(project).hash);

  reportOf(project: string): BuildJson {
    return JSON.parse(this.read(`dist/conda/${project}/build.json`)) as BuildJson;
  }

  /** Whether what is in dist is what its build.json says. */
  isWhole(project: string): boolean {
    const { packages, files } = this.reportOf(project);
    const all = [...packages.map(({ file, sha256 }) => [file, sha256]), ...Object.entries(files)];
    return all.every(([file = '', hash]) => sha256(join(this.root, 'dist/conda', project, file)) === hash);
  }
}

describe.each(['false', 'true'])('an entry of the local cache, with NX_DAEMON=%s,', (daemon) => {
  let workspace: DamagedWorkspace;
  beforeAll(async () => {
    workspace = new DamagedWorkspace({ ...engines[0]?.env, NX_DAEMON: daemon });
    addChain(workspace);
    workspace.commit('Start');
    await workspace.ok(['run-many', '-t', 'conda-build', 'conda-test']);
  });
  afterAll(async () => {
    if (daemon === 'true') await workspace.nx(['daemon', '--stop']);
    workspace.remove();
  });

  // With the daemon, what the hook says is in the daemon's log.
  const expectSaid = (output: string, says: string) => {
    if (daemon === 'false') expect(output).toContain(SAID);
    if (daemon === 'false') expect(output).toContain(says);
  };

  const rows = damages.map((row, index) => ({ ...row, use: uses[index % uses.length] ?? uses[0] }));
  it.each(rows)('that has $what is built again', async ({ damage, says, use }) => {
    const [, args = []] = use ?? [];
    damage(workspace);
    workspace.delete('dist/conda/base-x');
    const { exitCode, output } = await workspace.nx(args);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expectSaid(output, says);
    expect(workspace.lastRun().ran).toContain('base-x:conda-build');
    expect(workspace.isWhole('base-x')).toBe(true);
    expect(await workspace.ok(args)).not.toContain('nx-conda:');
    expect(workspace.lastRun().reused).toContain('base-x:conda-build');
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('that was empty before anybody read it makes the run fail once', async () => {
    rmSync(join(workspace.home, 'cache/verified'), { recursive: true });
    rmSync(join(workspace.entryOf('base-x'), 'dist'), { recursive: true });
    workspace.delete('dist/conda/base-x');
    const { exitCode, output } = await workspace.nx(['run', 'base-x:conda-build']);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('Nx restored no packages for base-x:conda-build');
    await workspace.ok(['run', 'base-x:conda-build']);
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('that is gone is a miss', async () => {
    rmSync(workspace.entryOf('base-x'), { recursive: true });
    await workspace.ok(['run', 'lib-x:conda-build']);
    expect(workspace.lastRun().ran).toContain('base-x:conda-build');
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('puts damaged packages in dist right', async () => {
    flip(join(workspace.root, 'dist/conda/base-x', PACKAGE));
    await workspace.ok(['run', 'lib-x:conda-build']);
    expect(workspace.lastRun().ran).toEqual([]);
    expect(workspace.isWhole('base-x')).toBe(true);
  });

  it('is replaced by what is built without the cache', async () => {
    const before = sha256(join(workspace.build, PACKAGE));
    await workspace.ok(['run', 'base-x:conda-build', '--skip-nx-cache']);
    const built = sha256(join(workspace.root, 'dist/conda/base-x', PACKAGE));
    expect(built).not.toBe(before);
    rmSync(join(workspace.root, 'channel'), { recursive: true, force: true });
    await workspace.ok(['run', 'base-x:conda-publish', '--to=channel']);
    expect(workspace.lastRun().reused).toContain('base-x:conda-build');
    expect(sha256(join(workspace.root, 'channel', PACKAGE))).toBe(built);
    expect(await workspace.ok(['run', 'base-x:conda-build'])).toContain('rattler-build');
  });

  it('is made by what is built without the cache, where there is none', async () => {
    rmSync(workspace.entryOf('base-x'), { recursive: true });
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
    const tasks = ['base-x:conda-test', 'lib-x:conda-test', 'base-x:conda-publish'];
    for (const task of tasks) {
      flip(workspace.build.concat('/', PACKAGE));
      flip(join(workspace.root, 'dist/conda/base-x', PACKAGE));
      const args = ['run', task, ...alone, ...(task.includes('publish') ? ['--to=channel', '--force'] : [])];
      const { exitCode, output } = await workspace.nx(args);
      expect(exitCode).not.toBe(0);
      expect(output).toContain(`base-x must not be used: ${PACKAGE} is not what its build.json says.`);
      expect(output).toContain("So was its entry in Nx's cache, which has been taken out.");
      expect(output).toContain('1. Restore or build it again: nx run base-x:conda-build');
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
