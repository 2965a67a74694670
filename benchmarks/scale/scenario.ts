import { ExplainedError } from '../../packages/nx-conda/src/explained-error';
import { readCorpus } from './corpus';
import { type Package, packagesOf } from './packages';
import { checked } from './check';
import { agents, matrix, type Run } from './run';
import { medianSeed } from './seeds';
import { copies, edgesOf, partFor, type Recipe } from './shape';

export const MACHINES = [4, 16, 64];
export const WAVES = 8;
export interface Scenario {
  about: string;
  recipes: Recipe[];
  /** Some recipes are copies of others. */
  isCopied: boolean;
  seed: number;
  packages: Package[];
  /** Of all packages, by the number of machines. */
  runs: Map<number, Runs>;
}

export interface Runs {
  matrix: Run;
  /** With as many waves as the planner wants. */
  unlimited?: Run;
  agents: Run;
}

interface Graph {
  about: string;
  recipes: Recipe[];
  isCopied: boolean;
  /** Numbers of recipes and edges, to notice another corpus. */
  size: [number, number];
}

export function scenarios(): Scenario[] {
  return graphs().map((graph) => simulated(expected(graph)));
}

function graphs(): Graph[] {
  const { ros, condaForge } = readCorpus();
  return [
    {
      about: 'ROS Humble: moveit-ros-visualization and all that it needs',
      recipes: partFor('ros-humble-moveit-ros-visualization', ros),
      isCopied: false,
      size: [230, 2306],
    },
    { about: 'ROS Humble: all recipes of a repository', recipes: ros, isCopied: false, size: [588, 6697] },
    {
      about: 'copies: 5 of ROS Humble, 2 of 377 feedstocks of conda-forge; a copy needs nothing of another',
      recipes: [...copies(ros, 5), ...copies(condaForge, 2)],
      isCopied: true,
      size: [3694, 33781],
    },
  ];
}

function expected(graph: Graph): Graph {
  const [count, edges] = [graph.recipes.length, edgesOf(graph.recipes)];
  if (graph.size.join() !== [count, edges].join())
    throw new ExplainedError(
      `${graph.about}: ${count} recipes and ${edges} edges, not ${graph.size.join()}.`,
    );
  return graph;
}

function simulated({ about, recipes, isCopied }: Graph): Scenario {
  const seed = medianSeed(recipes);
  const packages = packagesOf(recipes, seed);
  const runs = MACHINES.map((machines): [number, Runs] => {
    console.error(`${recipes.length} recipes, ${machines} machines …`);
    const found: Runs = {
      matrix: checked(matrix(packages, machines, WAVES), packages, machines),
      // For a graph this large, a plan without a limit takes too long.
      ...(!isCopied && { unlimited: checked(matrix(packages, machines, Infinity), packages, machines) }),
      agents: checked(agents(packages, machines), packages, machines),
    };
    return [machines, found];
  });
  return { about, recipes, isCopied, seed, packages, runs: new Map(runs) };
}
