import { type DigestProject, nameOf } from './digest-workspace';

/**
 * The tasks that must run: those whose recipe and digests of the environment never occurred together before. Every task
 * has run once, and all results are in the cache.
 */
export class DigestModel {
  private readonly seen = new Set<string>();

  constructor(private readonly projects: DigestProject[]) {}

  /** @param recipes texts, by number of the project. @returns the tasks that `run-many` runs, sorted. */
  run(recipes: string[]): string[] {
    const digests: string[] = [];
    this.projects.forEach(({ build, copies }, index) => {
      const [content = ''] = (recipes[index] ?? '').split('\n');
      const environment = copies ? build.map((other) => digests[other]) : [];
      digests.push(JSON.stringify([content, ...environment]));
    });
    const tasks = this.projects.flatMap(({ build, test }, index) => [
      { id: `${nameOf(index)}:conda-build`, environment: build },
      { id: `${nameOf(index)}:conda-test`, environment: [index, ...test] },
    ]);
    return tasks
      .filter(({ id, environment }, index) => {
        const recipe = recipes[Math.floor(index / 2)];
        return this.isNew(JSON.stringify([id, recipe, environment.map((other) => digests[other])]));
      })
      .map(({ id }) => id)
      .sort();
  }

  private isNew(key: string): boolean {
    return !this.seen.has(key) && this.seen.add(key).has(key);
  }
}
