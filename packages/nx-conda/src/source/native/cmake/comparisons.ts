import { compareVersions } from '../../../knowledge/versions';
import { type ConditionSurroundings, unknown } from './condition-leaves';
import { OTHER_VALUES } from './platform';
import type { Argument } from './read-commands';
import { reasonOf } from './reasons';
import type { Expanded, Scope } from './scope';
import { isUnset } from './unset-variables';
import type { Verdict } from './verdict';

/** `X STREQUAL "y"` */
export function compared(
  left: Argument,
  operator: string,
  right: Argument,
  { scope }: ConditionSurroundings,
): Verdict {
  const [a, b] = [operand(left, scope), operand(right, scope)];
  const text = `${left.text} ${operator} ${right.text}`;
  const value = a.isKnown && b.isKnown ? compareTexts(operator, a.text, b.text) : undefined;
  if (value === undefined) return unknown(text);
  if (value) return { value, reasons: [{ kind: 'condition', text: `NOT (${text})`.slice(0, 120) }] };
  const other = OTHER_VALUES.get(b.text.replace(/\W/g, ''));
  if (other !== undefined) return { value, reasons: [{ kind: 'platform', name: other }] };
  const isChoice = a.option !== undefined && !operator.includes('VERSION');
  if (isChoice) return { value, reasons: [reasonOf(a.option ?? '', b.text)] };
  return { value, reasons: [{ kind: 'condition', text: text.slice(0, 120) }] };
}

/** The text of a variable, or the argument itself. */
function operand(argument: Argument, scope: Scope): Expanded {
  const expanded = scope.expand(argument);
  if (argument.kind !== 'plain' || !expanded.isKnown) return expanded;
  const known = scope.get(expanded.text);
  if (known?.value !== undefined) return { ...known, text: known.value, isKnown: true };
  if (known) return { text: expanded.text, isKnown: false };
  const isName = !argument.text.includes('$') && /^[A-Z]\w*_\w+$/.test(expanded.text);
  if (!isName) return expanded;
  // A variable that is not set stands for its name.
  return isUnset(expanded.text, scope)
    ? { ...expanded, option: expanded.text }
    : { ...expanded, isKnown: false };
}

function compareTexts(operator: string, a: string, b: string): boolean | undefined {
  switch (operator) {
    case 'MATCHES':
      return matches(a, b);
    case 'STREQUAL':
    case 'PATH_EQUAL':
      return a === b;
    case 'IN_LIST':
      return b.split(';').includes(a);
    default:
      return isVersion(a) && isVersion(b)
        ? compareNumbers(operator.replace('VERSION_', ''), a, b)
        : undefined;
  }
}

function isVersion(text: string): boolean {
  return /^\d{1,9}(\.\d{1,9}){0,5}$/.test(text);
}

/** @returns undefined for comparisons of texts, which are rare */
function compareNumbers(operator: string, a: string, b: string): boolean | undefined {
  const order = compareVersions(a, b);
  const isEqual = operator.endsWith('EQUAL') && order === 0;
  if (operator === 'EQUAL') return isEqual;
  if (operator.startsWith('LESS')) return isEqual || order < 0;
  return operator.startsWith('GREATER') ? isEqual || order > 0 : undefined;
}

/** Only patterns without repetition: they take linear time. */
function matches(text: string, pattern: string): boolean | undefined {
  if (text.length > 200 || pattern.length > 200 || !/^[\w^$|() -]*$/.test(pattern)) return undefined;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return undefined;
  }
}
