import fc from 'fast-check';
import { criticalPath } from './critical-path';

interface Task {
  id: string;
  dependsOn: string[];
  time?: { seconds: number };
}

const task = (id: string, seconds: number, ...dependsOn: string[]): Task => ({
  ...{ id, dependsOn },
  time: { seconds },
});

describe('criticalPath', () => {
  it('is the chain with the largest sum', () => {
    const tasks = [task('a', 1), task('b', 5), task('c', 3, 'a', 'b'), task('d', 6, 'a')];
    expect(criticalPath(tasks)).toEqual({ tasks: ['b', 'c'], seconds: 8 });
  });

  it('is empty if no task started', () => {
    expect(criticalPath([{ id: 'a', dependsOn: [] }])).toEqual({ tasks: [], seconds: 0 });
  });

  it('ignores dependencies that are not part of the run, and ends in a cycle', () => {
    expect(criticalPath([task('a', 1, 'elsewhere')])).toEqual({ tasks: ['a'], seconds: 1 });
    expect(criticalPath([task('a', 1, 'b'), task('b', 2, 'a')]).seconds).toBe(3);
  });

  it('follows very long chains', () => {
    const chain = Array.from({ length: 50_000 }, (_, index) => task(`${index}`, 1, `${index - 1}`)).reverse();
    expect(criticalPath(chain).seconds).toBe(50_000);
  });

  /** Tasks that depend on earlier ones only. */
  const graphs = fc
    .array(fc.record({ seconds: fc.nat(20), before: fc.array(fc.nat(30), { maxLength: 4 }) }), {
      maxLength: 12,
    })
    .map((drawn) =>
      drawn.map(({ seconds, before }, index) =>
        task(`${index}`, seconds, ...before.filter((other) => other < index).map(String)),
      ),
    );

  it('is a chain of the graph, and no other chain is longer', () => {
    fc.assert(
      fc.property(graphs, (tasks) => {
        const { tasks: path, seconds } = criticalPath(tasks);
        const byId = new Map(tasks.map((one) => [one.id, one]));
        path.slice(1).forEach((id, index) => expect(byId.get(id)?.dependsOn).toContain(path[index]));
        expect(seconds).toBe(path.reduce((sum, id) => sum + (byId.get(id)?.time?.seconds ?? 0), 0));
        const longestTo = (one: Task): number =>
          (one.time?.seconds ?? 0) +
          Math.max(0, ...one.dependsOn.flatMap((id) => byId.get(id) ?? []).map(longestTo));
        expect(seconds).toBe(Math.max(0, ...tasks.map(longestTo)));
      }),
    );
  });
});
