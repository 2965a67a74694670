import { Jinja } from '../template/expression';
import { jinjaFunctions } from '../template/functions';
import { platformVariables } from '../template/platform';

/**
 * `# [linux and not aarch64]` at the end of a line of `conda_build_config.yaml`; if there are two, it is unclear which
 * counts.
 */
const SELECTOR = /#\s*\[(.+)\]/;
const WORDS = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'true', 'false', 'True', 'False']);

/** Whether a condition is true on a platform; undefined if that depends on variants or on the environment. */
export function conditionHolds(condition: string, platform: string): boolean | undefined {
  const variables = platformVariables(platform);
  // rattler-build rejects comparisons with undefined values; this engine calls them unequal.
  const names = condition.replace(/"[^"]*"|'[^']*'/g, '').match(/[A-Za-z_]\w*/g) ?? [];
  if (!names.every((name) => name in variables || WORDS.has(name))) return undefined;
  const jinja = new Jinja(
    jinjaFunctions({
      platform,
      environment: {},
      valuesOf: () => undefined,
      choose: (_question, [first]) => first,
      fail: () => undefined,
    }),
  );
  try {
    const value = jinja.evaluate(`\${{ ${condition} }}`, { ...variables });
    return typeof value === 'boolean' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A text without the lines for other platforms. */
export interface SelectedText {
  /** As long as the original: offsets stay. */
  text: string;
  /** False if a selector could not be decided; its line is kept. */
  isDecided: boolean;
}

/** Blanks out the lines with a false selector, as rattler-build does in `conda_build_config.yaml`. */
export function selectLines(text: string, platform: string): SelectedText {
  const known = new Map<string, boolean | undefined>();
  let isDecided = true;
  const lines = text.split('\n').map((line) => {
    const selector = SELECTOR.exec(line)?.[1];
    if (selector === undefined) return line;
    if (!known.has(selector)) known.set(selector, conditionHolds(selector, platform));
    const holds = known.get(selector);
    if (holds === undefined) isDecided = false;
    return holds === false ? line.replace(/[^\r]/g, ' ') : line;
  });
  return { text: lines.join('\n'), isDecided };
}
