import type { TargetConfiguration } from '@nx/devkit';
import { targetsOf } from '../../nx-conda/src/graph/targets';
import { readSettings } from '../../nx-conda/src/options';
import { TestWorkspace } from './test-workspace';

/** A project that only builds a digest. */
export interface DigestProject {
  /** Numbers of the projects in its build environment, all smaller than its own. */
  build: number[];
  /** Numbers of the projects in its test environment; any. */
  test: number[];
  /** Its package depends on the content of all packages that it was built with. */
  copies: boolean;
}

/** How Nx gets the digests: by their paths, as in the plugin, or by a walk through all outputs. */
export type Form = 'paths' | 'walk';

const WALK = { dependentTasksOutputFiles: '**/digest.json', transitive: false };

// `digest.mjs <own folder> <copies> <folders of the build environment>`: only the first line of recipe.txt is content.
const SCRIPT = `import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
const [recipe, folder, copies, ...environment] = process.argv.slice(2);
const parts = [readFileSync(recipe, 'utf8').split('\\n')[0]];
const digests = environment.map((other) => readFileSync(other + '/digest.json', 'utf8'));
if (copies === 'true') parts.push(...digests);
mkdirSync(folder, { recursive: true });
const file = folder + '/digest.json';
writeFileSync(file + process.pid, createHash('sha256').update(parts.join('\\n')).digest('hex'));
renameSync(file + process.pid, file);
`;

/** Real Nx and the plugin's own targets, with a script instead of rattler-build: hundreds of tasks in a moment. */
export class DigestWorkspace extends TestWorkspace {
  constructor(
    private readonly projects: DigestProject[],
    private readonly form: Form = 'paths',
    private readonly outputRoot = 'dist/conda',
  ) {
    super();
    this.write('nx.json', '{}');
    this.write('digest.mjs', SCRIPT);
    projects.forEach((project, index) => this.writeProject(project, index));
    this.commit('Start');
  }

  setRecipe(index: number, text: string): void {
    this.write(`recipes/${nameOf(index)}/recipe.txt`, text);
  }

  /** The path of a project's digest. */
  folder(index: number): string {
    return `${this.outputRoot}/${nameOf(index)}`;
  }

  private writeProject({ build, test }: DigestProject, index: number): void {
    this.setRecipe(index, 'a\n');
    const facts = {
      name: nameOf(index),
      recipe: `recipes/${nameOf(index)}/recipe.txt`,
      build: build.map(nameOf),
      test: test.map(nameOf),
      inputs: ['{projectRoot}/recipe.txt', { externalDependencies: [] }],
      checkInputs: [],
      builtWith: '',
      downstream: [],
      isCacheable: true,
    };
    const targets = targetsOf(facts, readSettings({ outputRoot: this.outputRoot }));
    const file = `recipes/${facts.name}/project.json`;
    const [buildTarget, testTarget] = ['conda-build', 'conda-test'].map((name) =>
      this.run(index, targets[name]),
    );
    this.write(
      file,
      JSON.stringify({
        name: facts.name,
        targets: {
          'conda-build': buildTarget,
          'conda-test': { ...testTarget, options: { command: 'node --version' } },
        },
      }),
    );
  }

  /** The same task with a script in it. */
  private run(
    index: number,
    { inputs = [], outputs, dependsOn }: TargetConfiguration = {},
  ): TargetConfiguration {
    const { build = [], copies = false } = this.projects[index] ?? {};
    const folders = [index, ...build].map((one) => JSON.stringify(this.folder(one)));
    const [own, ...environment] = folders;
    return {
      executor: 'nx:run-commands',
      cache: true,
      options: {
        command: ['node digest.mjs', `recipes/${nameOf(index)}/recipe.txt`, own, copies, ...environment].join(
          ' ',
        ),
      },
      inputs: this.form === 'paths' ? inputs : [...inputs.filter((input) => !isDigest(input)), WALK],
      outputs,
      dependsOn,
    };
  }
}

export function nameOf(index: number): string {
  return `p${index}`;
}

function isDigest(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'includeIgnored' in input;
}
