/** Answers a question with one of its options; the same question gets the same answer throughout one run. */
export type Choose = <T>(question: string, options: readonly [T, ...T[]]) => T;

export interface Outcomes<R> {
  results: R[];
  /** False if the limit stopped the runs. */
  isComplete: boolean;
}

type Answers = Map<string, number>;

/** Runs beyond the limit, for all questions together: no variant file has so many values. */
const maxIndependent = 1_000;

/**
 * Runs `run` once for every combination of answers to its questions, at most `limit` times. Beyond the limit every
 * answer to every known question is still tried once, with the first answer to the others.
 */
export function everyOutcome<R>(run: (choose: Choose) => R, limit: number): Outcomes<R> {
  const results: R[] = [];
  const optionCounts = new Map<string, number>();
  const open: Answers[] = [new Map()];
  for (let answers = open.pop(); answers; answers = open.pop()) {
    if (results.length >= limit) {
      return { results: [...results, ...independently(run, optionCounts)], isComplete: false };
    }
    results.push(run(exploring(answers, open, optionCounts, limit)));
  }
  return { results, isComplete: true };
}

function exploring(
  answers: Answers,
  open: Answers[],
  optionCounts: Map<string, number>,
  limit: number,
): Choose {
  return (question, options) => {
    let index = answers.get(question);
    if (index === undefined) {
      optionCounts.set(question, options.length);
      // One more than the limit is enough to detect that they are too many.
      const last = open.length > limit ? 0 : Math.min(options.length - 1, limit);
      for (let other = last; other > 0; other--) open.push(new Map(answers).set(question, other));
      answers.set(question, (index = 0));
    }
    return options[index] ?? options[0];
  };
}

function independently<R>(run: (choose: Choose) => R, optionCounts: Map<string, number>): R[] {
  const runs = [...optionCounts].flatMap(([asked, count]) =>
    Array.from({ length: Math.min(count, maxIndependent) }, (_, index) => ({ asked, index })),
  );
  return runs
    .slice(0, maxIndependent)
    .map(({ asked, index }) =>
      run((question, options) => (question === asked ? (options[index] ?? options[0]) : options[0])),
    );
}
