import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';
import type { UndeclaredCase } from './undeclared-reads';

/** A workspace in which everything is built isolated, in a folder of a larger git repository. */
export class IsolatedWorkspace extends TestWorkspace {
  /** A folder for temporary files, outside of the workspace and its repository. */
  readonly temporary = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-outside-'));

  /** @param engine environment variables that choose the engine. @param options of the plugin. */
  constructor(engine: Record<string, string> = {}, options: object = {}) {
    super(engine);
    this.delete('.git');
    // A repository in the home folder itself would not be hidden.
    this.env['HOME'] = join(this.home, 'home');
    mkdirSync(this.env['HOME']);
    writeFileSync(join(this.home, '.gitignore'), '/home\n/cache\n/nx-cache\n/rattler-cache\n');
    this.git('init', '--quiet', '--initial-branch', 'main', this.home);
    const plugin = { plugin: 'nx-conda', options: { channels: [], isolated: true, ...options } };
    this.write('nx.json', JSON.stringify({ plugins: [plugin] }));
    this.write('.gitignore', 'node_modules\ndist\n.nx\n*.ignored\n');
  }

  /** The files that the cases of `undeclaredReads` read. */
  addTargets(): void {
    this.write('common/c.sh', 'C=1\n');
    this.write('common/c.h', 'int c;\n');
    this.write('common/rules.mk', 'C = 1\n');
    this.write('common/with spaces.txt', 'c\n');
    this.write('VERSION', '1\n');
    this.write('../beside/b.txt', 'b\n');
    writeFileSync(join(this.temporary, 't.txt'), 't\n');
    addRecipe(this, { name: 'neighbour' });
    this.write('recipes/neighbour/data.txt', 'n\n');
  }

  addCase({ name, script, files = {} }: UndeclaredCase): void {
    // Indirect, so no text shows the read.
    const prelude = ['R=RECIPE_DIR', 'HERE=${!R}', 'UP=$HERE/../..'];
    const lines = script.map((line) => line.replaceAll('TEMP', this.temporary));
    addRecipe(this, { name, script: [...prelude, ...lines] });
    for (const [path, text] of Object.entries(files)) this.write(`recipes/${name}/${path}`, text);
  }

  override remove(): void {
    super.remove();
    rmSync(this.temporary, { recursive: true, force: true });
  }
}
