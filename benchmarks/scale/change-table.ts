import { formatBytes, formatSeconds } from '../../packages/nx-conda/src/record/units';
import { changedRecipes, changeOf, PLACES, type Place } from './change';
import { boundOf, checked } from './check';
import { agents, matrix, oneMachine } from './run';
import { type Scenario, WAVES } from './scenario';
import type { Table } from './table';
import { throughCache } from './traffic';

const MACHINES = 16;

/** A change of one recipe, without a remote cache and with one that has everything else. */
export function changeTable(scenarios: Scenario[]): Table {
  return {
    title: `A change of one recipe: duration on ${MACHINES} machines; traffic of agents`,
    columns: [
      ...['recipes', 'change', 'cache', 'builds', 'bound', 'one machine', `matrix, ${WAVES} waves`, 'agents'],
      ...['uploaded', 'downloaded'],
    ],
    rows: scenarios
      .filter(hasNoCopies)
      .flatMap((scenario) => PLACES.flatMap((place) => changeRows(place, scenario))),
  };
}

/** A change affects one copy only: the same as without the others. */
function hasNoCopies({ isCopied }: Scenario): boolean {
  return !isCopied;
}

function changeRows(place: Place, { recipes, packages }: Scenario): string[][] {
  const { affected, needed } = changeOf(changedRecipes(recipes)[place], packages);
  return [
    { cache: 'cold', units: needed },
    { cache: 'warm', units: affected },
  ].map(({ cache, units }) => {
    const byAgents = checked(agents(units, MACHINES), units, MACHINES);
    const runs = [oneMachine(units), checked(matrix(units, MACHINES, WAVES), units, MACHINES), byAgents];
    const { uploaded, downloaded } = throughCache(byAgents, packages);
    return [
      ...[`${recipes.length}`, place, cache, `${units.length}`],
      ...[boundOf(units, MACHINES), ...runs].map(({ seconds }) => formatSeconds(seconds)),
      ...[uploaded, downloaded].map(formatBytes),
    ];
  });
}
