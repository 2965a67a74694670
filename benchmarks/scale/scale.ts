import { changeTable } from './change-table';
import { scenarios } from './scenario';
import { seedTable, splitTable } from './seed-tables';
import { markdown } from './table';
import { graphTable, timeTable, trafficTable } from './whole-tables';

/** Simulates CI for graphs of real recipes: how long it takes, and what it moves. */
export function benchScale(): void {
  const found = scenarios();
  console.log(`npm run bench -- scale, ${new Date().toISOString().slice(0, 10)}\n`);
  console.log('Real graphs and copies of them; simulated durations and sizes.\n');
  for (const table of [graphTable, timeTable, changeTable, trafficTable, splitTable, seedTable])
    console.log(markdown(table(found)));
  console.log('Each run was checked: each package is built once, and no run is shorter than the bound.');
}
