import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCheck } from './check';
import { benchCiMatrix } from './ci-matrix';
import { benchGenerator } from './generator';
import { benchGraph } from './graph';
import { benchRestored } from './restored';
import { benchReuse } from './reuse';
import { benchScale } from './scale/scale';

const USAGE = [
  'npm run bench -- graph [--sizes 250,1000,4000] [--rounds 5] [--recipes <folder>] [--rattler-build <path>]',
  'npm run bench -- check [--sizes 1,227] [--rounds 5] [--recipes <folder>] [--rattler-build <path>]',
  'npm run bench -- generator [--recipes <folder>] [--rattler-build <path>]',
  'npm run bench -- reuse [--sizes 5,100] [--rounds 5] [--rattler-build <path>]',
  'npm run bench -- restored [--rounds 5]',
  'npm run bench -- ci-matrix [--rattler-build <path>]',
  'npm run bench -- scale',
].join('\n');

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      sizes: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      recipes: { type: 'string' },
      'rattler-build': { type: 'string' },
    },
  });
  const sizes = values.sizes?.split(',').filter(Boolean).map(Number);
  const rounds = Number(values.rounds);
  if (positionals.join() === 'restored') return benchRestored({ rounds });
  if (positionals.join() === 'scale') return benchScale();
  const engine = engineOf(values['rattler-build']);
  if (positionals.join() === 'graph') {
    await benchGraph({ sizes: sizes ?? [250, 1_000, 4_000], rounds, recipes: values.recipes, engine });
  } else if (positionals.join() === 'ci-matrix') {
    await benchCiMatrix(engine);
  } else if (positionals.join() === 'reuse') {
    await benchReuse({ sizes, rounds, engine });
  } else if (positionals.join() === 'generator') {
    await benchGenerator({ recipes: values.recipes, engine });
  } else if (positionals.join() === 'check') {
    await benchCheck({ sizes: sizes ?? [1, 227], rounds, recipes: values.recipes, engine });
  } else throw new Error(USAGE);
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
