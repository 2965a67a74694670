import { formatSeconds } from '../../packages/nx-conda/src/record/units';
import { type Package, packagesOf, splitVariants } from './packages';
import { boundOf, checked } from './check';
import { agents } from './run';
import { MACHINES, type Scenario } from './scenario';
import { SEEDS } from './seeds';
import type { Table } from './table';

const VARIANTS = 4;

/** What smaller tasks give. */
export function splitTable(scenarios: Scenario[]): Table {
  return {
    title: `All packages, each CUDA build split into ${VARIANTS} variants of equal duration: agents`,
    columns: ['recipes', 'machines', 'bound', 'agents', 'bound, split', 'agents, split'],
    rows: eachSize(scenarios, ({ packages }, machines) =>
      [packages, splitVariants(packages, VARIANTS)]
        .flatMap((units) => {
          const { bound, run } = outcome(units, machines);
          return [bound.seconds, run.seconds];
        })
        .map(formatSeconds),
    ),
  };
}

/** How much of the result depends on which packages take long. */
export function seedTable(scenarios: Scenario[]): Table {
  return {
    title: `All packages, ${SEEDS.length} seeds`,
    columns: [
      'recipes',
      'machines',
      'bound',
      'seeds whose bound is the longest chain',
      'agents, times the bound',
    ],
    rows: eachSize(scenarios, ({ recipes }, machines) => {
      const found = SEEDS.map((seed) => outcome(packagesOf(recipes, seed), machines));
      const bounds = found.map(({ bound }) => bound.seconds);
      const worst = Math.max(...found.map(({ run, bound }) => run.seconds / bound.seconds));
      return [
        `${formatSeconds(Math.min(...bounds))} to ${formatSeconds(Math.max(...bounds))}`,
        `${found.filter(({ bound }) => bound.seconds === bound.criticalPath).length}`,
        `at most ${worst.toFixed(2)}`,
      ];
    }),
  };
}

function outcome(units: Package[], machines: number) {
  return { bound: boundOf(units, machines), run: checked(agents(units, machines), units, machines) };
}

function eachSize(
  scenarios: Scenario[],
  cells: (scenario: Scenario, machines: number) => string[],
): string[][] {
  return scenarios.flatMap((scenario) =>
    MACHINES.map((machines) => [`${scenario.recipes.length}`, `${machines}`, ...cells(scenario, machines)]),
  );
}
