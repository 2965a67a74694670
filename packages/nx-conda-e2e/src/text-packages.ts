import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../../tools/workspace';
import { readContent, readPackage } from '../../nx-conda/src/channel/package-file';
import { recipeText } from './recipes';

/** The build requirements of each package. */
const GRAPH: Record<string, string[]> = {
  'text-a': [],
  'text-b': ['text-a'],
  'text-c': ['text-a'],
  'text-d': ['text-b', 'text-c'],
  'text-e': [],
};

export const NAMES = Object.keys(GRAPH);

/** Packages of one text each: its own, and those of its build requirements. The text shows how old each one is. */
export class TextPackages {
  constructor(readonly workspace: Workspace) {}

  /** Writes the recipes. Each build takes a moment, so that changes can happen meanwhile. */
  write(): void {
    for (const [name, required] of Object.entries(GRAPH)) {
      const script = [
        'sleep 0.3',
        ...[`$RECIPE_DIR/text.txt`, ...required.map((other) => `$PREFIX/share/${other}.txt`)].map(
          (file) => `cat ${file} >> $PREFIX/share/${name}.txt`,
        ),
        'sleep 0.3',
      ];
      this.workspace.write(`recipes/${name}/recipe.yaml`, recipeText({ name, host: required, script }));
      this.setText(name, 'first');
    }
  }

  setText(name: string, text: string): void {
    this.workspace.write(`recipes/${name}/text.txt`, `${text}\n`);
  }

  /** Describes the packages in dist that do not match the current files. */
  async wrong(): Promise<string[]> {
    const found = await Promise.all(
      NAMES.map(async (name) => [name, this.expected(name), await this.built(name)] as const),
    );
    return found.flatMap(([name, expected, built]) =>
      built === expected ? [] : [`${name}: ${JSON.stringify(built)} instead of ${JSON.stringify(expected)}`],
    );
  }

  private expected(name: string): string {
    const others = (GRAPH[name] ?? []).map((other) => this.expected(other));
    return [`${name}\n`, this.workspace.read(`recipes/${name}/text.txt`), ...others].join('');
  }

  private async built(name: string): Promise<string> {
    const folder = join(this.workspace.root, 'dist/conda', name, 'noarch');
    const packages = readdirSync(folder).filter((file) => file.endsWith('.conda'));
    if (packages.length !== 1) return `${packages.length} packages`;
    for await (const entry of readPackage(join(folder, packages[0] ?? ''), ['pkg'])) {
      if (entry.path === `share/${name}.txt`) return (await readContent(entry)).toString('utf8');
    }
    return 'no text';
  }
}
