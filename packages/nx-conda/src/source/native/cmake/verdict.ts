import type { Reason } from './reasons';

/**
 * The value of a condition; undefined if unknown.
 * @property reasons why: for a false one, what would make it true, and the other way round
 */
export interface Verdict {
  value: boolean | undefined;
  reasons: Reason[];
}

const MAX_REASONS = 10;

export function allOf(parts: readonly Verdict[]): Verdict {
  return joined(parts, false);
}

export function anyOf(parts: readonly Verdict[]): Verdict {
  return joined(parts, true);
}

/** What changes a condition also changes its opposite; only an unknown condition is needed the other way round. */
export function not({ value, reasons }: Verdict): Verdict {
  return value === undefined ? { value, reasons: reasons.map(turned) } : { value: !value, reasons };
}

/** `and` is decided by a false part, `or` by a true one. */
function joined(parts: readonly Verdict[], decisive: boolean): Verdict {
  for (const value of [decisive, undefined, !decisive]) {
    const those = parts.filter((part) => part.value === value);
    if (those.length > 0) {
      return { value, reasons: those.flatMap(({ reasons }) => reasons).slice(0, MAX_REASONS) };
    }
  }
  return { value: !decisive, reasons: [] };
}

function turned(reason: Reason): Reason {
  return reason.kind === 'condition' ? { kind: 'condition', text: `NOT (${reason.text})` } : reason;
}
