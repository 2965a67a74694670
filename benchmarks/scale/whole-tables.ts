import { formatBytes, formatSeconds } from '../../packages/nx-conda/src/record/units';
import { bytesOf } from './packages';
import { boundOf } from './check';
import { oneMachine, type Run } from './run';
import { type Runs, type Scenario, WAVES } from './scenario';
import { edgesOf } from './shape';
import type { Table } from './table';
import { throughArtifacts, throughCache, type Traffic } from './traffic';

/** Tables about runs that build all packages. */
export function graphTable(scenarios: Scenario[]): Table {
  return {
    title: 'Graphs',
    columns: [
      'recipes',
      'edges',
      'CUDA builds',
      'all work',
      'longest chain',
      'all packages',
      'seed',
      'graph',
    ],
    rows: scenarios.map(({ about, recipes, seed, packages }) => {
      const { work, criticalPath } = boundOf(packages, 1);
      const cuda = packages.filter(({ kind }) => kind === 'cuda');
      return [
        ...[recipes.length, edgesOf(recipes), cuda.length].map(String),
        ...[work, criticalPath].map(formatSeconds),
        ...[formatBytes(bytesOf(packages)), `${seed}`, about],
      ];
    }),
  };
}

export function timeTable(scenarios: Scenario[]): Table {
  return {
    title: 'All packages: duration (times the bound)',
    columns: [
      'recipes',
      'machines',
      'bound',
      'one machine',
      `matrix, ${WAVES} waves`,
      'matrix, no limit',
      'agents',
    ],
    rows: eachRun(scenarios, ({ packages }, machines, runs) => {
      const bound = boundOf(packages, machines).seconds;
      const times = ({ seconds }: Run) => `${formatSeconds(seconds)} (${(seconds / bound).toFixed(2)})`;
      const { unlimited } = runs;
      return [
        formatSeconds(bound),
        formatSeconds(oneMachine(packages).seconds),
        times(runs.matrix),
        unlimited ? `${times(unlimited)}, ${unlimited.waves} waves` : 'not planned',
        times(runs.agents),
      ];
    }),
  };
}

export function trafficTable(scenarios: Scenario[]): Table {
  const cell = ({ downloaded, largest }: Traffic) => `${formatBytes(downloaded)} (${formatBytes(largest)})`;
  return {
    title: 'All packages: downloads of all machines together (of the machine that downloads most)',
    columns: ['recipes', 'machines', 'uploaded', 'matrix, cache', 'matrix, artifacts', 'agents'],
    rows: eachRun(scenarios, ({ packages }, _, runs) => [
      formatBytes(bytesOf(packages)),
      cell(throughCache(runs.matrix, packages)),
      cell(throughArtifacts(runs.matrix, packages)),
      cell(throughCache(runs.agents, packages)),
    ]),
  };
}

type Cells = (scenario: Scenario, machines: number, runs: Runs) => string[];

function eachRun(scenarios: Scenario[], cells: Cells): string[][] {
  return scenarios.flatMap((scenario) =>
    [...scenario.runs].map(([machines, runs]) => [
      `${scenario.recipes.length}`,
      `${machines}`,
      ...cells(scenario, machines, runs),
    ]),
  );
}
