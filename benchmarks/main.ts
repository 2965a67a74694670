import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchGraph } from './graph';

const USAGE =
  'npm run bench -- graph [--sizes 250,1000,4000] [--rounds 5] [--recipes <folder>] [--rattler-build <path>]';

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      sizes: { type: 'string', default: '250,1000,4000' },
      rounds: { type: 'string', default: '5' },
      recipes: { type: 'string' },
      'rattler-build': { type: 'string' },
    },
  });
  if (positionals.join() !== 'graph') throw new Error(USAGE);
  await benchGraph({
    sizes: values.sizes.split(',').map(Number),
    rounds: Number(values.rounds),
    recipes: values.recipes,
    engine: engineOf(values['rattler-build']),
  });
}

function engineOf(given: string | undefined): string {
  const beside = join(__dirname, '../../shared/bin/rattler-build');
  const engine = given ?? process.env['NX_CONDA_RATTLER_BUILD'] ?? (existsSync(beside) ? beside : undefined);
  if (engine === undefined) throw new Error(`Name a rattler-build: --rattler-build <path>\n${USAGE}`);
  return engine;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
