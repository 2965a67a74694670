import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LISTING } from './listing';
import { copyRecipe, namePattern, type RealRecipe } from './recipes';

/** The contenders, by name of the plugin in nx.json. */
export const CONTENDERS = ['nx-conda', 'same-projects', 'names-only'] as const;
export type Contender = (typeof CONTENDERS)[number];

const OURS = { plugins: [{ plugin: 'nx-conda', options: { targetPlatform: 'linux-64' } }] };

/** A workspace of recipes, and two plugins that list the same projects. */
export class GraphWorkspace {
  constructor(
    readonly root: string,
    nodeModules: string,
  ) {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    symlinkSync(nodeModules, join(root, 'node_modules'));
    this.write('.gitignore', 'node_modules\n.nx\n');
    this.write('package.json', JSON.stringify({ name: 'bench', private: true }));
    execFileSync('git', ['init', '--quiet', root]);
  }

  addRecipes(recipes: RealRecipe[], count: number): void {
    const pattern = namePattern(recipes);
    for (let index = 0; index < count; index++) {
      const recipe = recipes[index % recipes.length];
      const copy = Math.floor(index / recipes.length);
      if (recipe) copyRecipe(recipe, join(this.root, `c${copy}`, basename(recipe.folder)), copy, pattern);
    }
  }

  /** @param graphFile nx-conda's graph, for the plugins that only list. */
  use(contender: Contender, graphFile: string): void {
    if (contender === 'nx-conda') return this.write('nx.json', JSON.stringify(OURS));
    this.write('projects.json', JSON.stringify(projectsOf(graphFile, contender === 'names-only')));
    this.write('nx.json', JSON.stringify({ plugins: [LISTING] }));
  }

  /** As after a fresh clone. */
  forget(): void {
    rmSync(join(this.root, '.nx'), { recursive: true, force: true });
  }

  private write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }
}

interface GraphFile {
  graph: { nodes: Record<string, { data: { root: string; name?: string } }> };
}

function projectsOf(graphFile: string, namesOnly: boolean): Record<string, unknown> {
  const { graph } = JSON.parse(readFileSync(graphFile, 'utf8')) as GraphFile;
  return Object.fromEntries(
    Object.entries(graph.nodes).map(([name, { data }]) => [data.root, namesOnly ? { name } : data]),
  );
}
