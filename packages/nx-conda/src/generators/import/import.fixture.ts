import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generate, root, writeBelow, writeWorkspace } from '../nx-workspace.fixture';
import type { ImportGeneratorOptions } from './options.schema';

const elsewhere = join(root, '../elsewhere');
/** A recipe with requirements in host. */
export const recipe = (name: string, host = '') =>
  `package: { name: ${name}, version: "1" }\nrequirements: { host: [${host}] }\n`;

/** Imports these files into a workspace with those. @returns variants.json, and the lines about variants */
export async function importInto(
  files: Record<string, string>,
  present: Record<string, string> = {},
  options: object = {},
) {
  rmSync(elsewhere, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) writeBelow(elsewhere, path, text);
  writeWorkspace(present, options);
  const { lines, changes } = await generate<ImportGeneratorOptions>('import', { path: elsewhere });
  return {
    variants: changes['variants.json'],
    changes,
    copied: Object.keys(changes).filter((path) => /\/(variants|conda_build_config)\.yaml$/.test(path)),
    lines: lines
      .filter((line) => !/^recipe\.yaml files:|^Imported:/.test(line))
      .map((line) => line.replaceAll(elsewhere, 'FROM')),
  };
}

/** Without the other changes. */
export async function variantsAfter(...[files, present]: Parameters<typeof importInto>) {
  const { variants, copied, lines } = await importInto(files, present);
  return { variants, copied, lines };
}
