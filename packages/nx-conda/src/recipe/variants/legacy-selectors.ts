import { conditionHolds } from '../template/condition';

/**
 * `# [linux and not aarch64]` at the end of a line of `conda_build_config.yaml`; if there are two, it is unclear which
 * counts.
 */
const SELECTOR = /#\s*\[(.+)\]/;

/** A text without the lines for other platforms. */
export interface SelectedText {
  /** As long as the original: offsets stay. */
  text: string;
  /** Offsets of the lines whose selector could not be decided; these lines are kept. */
  undecided: number[];
}

/** Whether a line of a part of `conda_build_config.yaml` has a selector. */
export function hasSelector(text: string, start: number, end: number): boolean {
  const lineEnd = text.indexOf('\n', end);
  return text
    .slice(text.lastIndexOf('\n', start - 1) + 1, lineEnd < 0 ? text.length : lineEnd)
    .split('\n')
    .some((line) => SELECTOR.test(line));
}

/** Blanks out the lines with a false selector, as rattler-build does in `conda_build_config.yaml`. */
export function selectLines(text: string, platform: string): SelectedText {
  const known = new Map<string, boolean | undefined>();
  const undecided: number[] = [];
  let offset = 0;
  const lines = text.split('\n').map((line) => {
    const selector = SELECTOR.exec(line)?.[1];
    const start = offset;
    offset += line.length + 1;
    if (selector === undefined) return line;
    if (!known.has(selector)) known.set(selector, conditionHolds(selector, platform));
    const holds = known.get(selector);
    if (holds === undefined) undecided.push(start);
    return holds === false ? line.replace(/[^\r]/g, ' ') : line;
  });
  return { text: lines.join('\n'), undecided };
}
