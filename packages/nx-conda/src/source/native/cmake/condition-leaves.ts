import { ELSEWHERE, mayBeSet } from './platform';
import type { Argument } from './read-commands';
import { isForTests, type Reason, reasonOf } from './reasons';
import type { Scope, Variable } from './scope';
import { constantOf } from './truth';
import { isUnset } from './unset-variables';
import type { Verdict } from './verdict';

export interface ConditionSurroundings {
  scope: Scope;
  /** Whether a file or folder exists; undefined if its path is unknown. */
  exists: (path: string) => boolean | undefined;
}

/** The value of a variable, of a constant, or of a reference to a variable. */
export function valueOf(argument: Argument, { scope }: ConditionSurroundings): Verdict {
  if (argument.kind === 'plain' && !argument.text.includes('$')) return valueOfName(argument.text, scope);
  const { text, isKnown, option } = scope.expand(argument);
  if (!isKnown) return unknownReference(argument, scope);
  const constant = constantOf(text);
  if (constant !== undefined) return { value: constant, reasons: changeOf(option, constant) };
  return argument.kind === 'plain' ? valueOfName(text, scope) : { value: false, reasons: [] };
}

/** `if(${USE_X})` is `if(USE_X)` where the variable is not known. */
function unknownReference({ text }: Argument, scope: Scope): Verdict {
  const [, name] = /^\$\{(\w+)\}$/.exec(text) ?? [];
  return name === undefined ? unknown(text) : valueOfName(name, scope);
}

function valueOfName(name: string, scope: Scope): Verdict {
  const platform = ELSEWHERE.get(name);
  if (platform !== undefined) return { value: false, reasons: [{ kind: 'platform', name: platform }] };
  const known = scope.get(name);
  if (known) return valueOfVariable(name, known);
  const constant = constantOf(name);
  return constant === undefined ? valueOfUnset(name, scope) : { value: constant, reasons: [] };
}

function valueOfVariable(name: string, { value, option }: Variable): Verdict {
  const isOn = value === undefined ? undefined : (constantOf(value) ?? true);
  const isTests = isForTests(name) && (isOn !== undefined || option !== undefined);
  if (isTests) return { value: false, reasons: [{ kind: 'tests', name, isOn: isOn === true }] };
  return isOn === undefined ? unknown(name) : { value: isOn, reasons: changeOf(option, isOn) };
}

function valueOfUnset(name: string, scope: Scope): Verdict {
  if (isForTests(name)) return { value: false, reasons: [{ kind: 'tests', name, isOn: false }] };
  const sought = /^(\w+?)_FOUND$/i.exec(name)?.[1] ?? /^CMAKE_(\w+)_COMPILER$/.exec(name)?.[1];
  if (sought !== undefined) return { value: undefined, reasons: [{ kind: 'found', name: sought }] };
  return isUnset(name, scope) ? { value: false, reasons: [reasonOf(name, 'ON')] } : unknown(name);
}

function changeOf(option: string | undefined, isOn: boolean): Reason[] {
  return option === undefined ? [] : [reasonOf(option, isOn ? 'OFF' : 'ON')];
}

/** Versions of CUDA are known once it is found. */
const OF_FOUND = /\bCUDA\w*_VERSION|CMAKE_CUDA_COMPILER/;

/** A condition whose value is unknown. @param text as written */
export function unknown(text: string): Verdict {
  if (OF_FOUND.test(text)) return { value: undefined, reasons: [{ kind: 'found', name: 'CUDA' }] };
  return { value: undefined, reasons: [{ kind: 'condition', text: text.slice(0, 120) }] };
}

/** `EXISTS path`, `DEFINED X`, `TARGET x`, ... */
export function tested(test: string, argument: Argument, { scope, exists }: ConditionSurroundings): Verdict {
  const { text, isKnown } = scope.expand(argument);
  if (test === 'DEFINED') return isDefined(text, scope);
  if (test === 'POLICY') return { value: true, reasons: [] };
  const isPath = test === 'EXISTS' || test === 'IS_DIRECTORY';
  return { ...unknown(`${test} ${argument.text}`), value: isPath && isKnown ? exists(text) : undefined };
}

function isDefined(name: string, scope: Scope): Verdict {
  const platform = ELSEWHERE.get(name);
  if (platform !== undefined) return { value: false, reasons: [{ kind: 'platform', name: platform }] };
  const [, environment] = /^ENV\{(\w+)\}$/.exec(name) ?? [];
  const isAbsent = environment === undefined ? isUnset(name, scope) : !mayBeSet(environment);
  if (isAbsent) return { value: false, reasons: [reasonOf(name, environment === undefined ? 'ON' : '')] };
  const known = scope.get(name);
  if (!known) return unknown(`DEFINED ${name}`);
  return known.isUnset
    ? { value: false, reasons: known.option === undefined ? [] : [reasonOf(known.option, '')] }
    : { value: true, reasons: [] };
}
