import type { CriticalPath } from './run-report';

interface Timed {
  id: string;
  dependsOn: string[];
  time?: { seconds: number };
}

interface Step {
  /** Of the longest chain that ends with the task. */
  seconds: number;
  before?: string;
}

/**
 * The chain of tasks, each waiting for the one before, whose durations have the largest sum; the first one if several
 * are equally long. Tasks that did not start count 0 and do not end the chain.
 */
export function criticalPath(tasks: readonly Timed[]): CriticalPath {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const steps = new Map<string, Step>();
  for (const { id } of tasks) visit(id, byId, steps);
  let last: string | undefined;
  for (const { id, time } of tasks) {
    const isLonger = last === undefined || secondsOf(id, steps) > secondsOf(last, steps);
    if (time && isLonger) last = id;
  }
  if (last === undefined) return { tasks: [], seconds: 0 };
  return { tasks: chainTo(last, steps), seconds: secondsOf(last, steps) };
}

/** Without recursion: a chain may be longer than the stack. */
function visit(first: string, byId: Map<string, Timed>, steps: Map<string, Step>): void {
  const open = [first];
  const entered = new Set<string>();
  for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
    const task = byId.get(id);
    const waiting = task?.dependsOn.filter((other) => byId.has(other)) ?? [];
    // A dependency that is already entered is part of a cycle, which Nx refuses to run.
    const unknown = entered.has(id) ? [] : waiting.filter((other) => !steps.has(other));
    entered.add(id);
    if (unknown.length > 0) open.push(...unknown);
    else {
      open.pop();
      if (!steps.has(id)) steps.set(id, stepOf(task?.time?.seconds ?? 0, waiting, steps));
    }
  }
}

function stepOf(own: number, waiting: string[], steps: Map<string, Step>): Step {
  let longest: Step = { seconds: own };
  for (const before of waiting) {
    // In a cycle, one task is not known yet.
    if (!steps.has(before)) continue;
    const seconds = secondsOf(before, steps) + own;
    if (longest.before === undefined || seconds > longest.seconds) longest = { seconds, before };
  }
  return longest;
}

function chainTo(last: string, steps: Map<string, Step>): string[] {
  const chain: string[] = [];
  for (let id: string | undefined = last; id !== undefined; id = steps.get(id)?.before) chain.unshift(id);
  return chain;
}

function secondsOf(id: string, steps: Map<string, Step>): number {
  return steps.get(id)?.seconds ?? 0;
}
