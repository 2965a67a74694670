import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLSeq } from 'yaml';
import type { Requirement } from './facts';
import { branches, child, textOf } from '../yaml/nodes';
import { evaluatedRequirements } from './requirements';
import type { Scope } from './scope';
import { isShared, type Level } from './outputs';

export type Section =
  | 'build'
  | 'host'
  | 'run'
  | 'run_constraints'
  | 'run_exports'
  | 'ignore_run_exports.by_name'
  | 'ignore_run_exports.from_package'
  | 'tests';

/** The sections whose packages are installed, for a build or with a package. */
export const INSTALLED_SECTIONS: readonly Section[] = ['build', 'host', 'run', 'tests'];

/** One line of a list of requirements. */
export interface RequirementItem {
  level: Level;
  section: Section;
  node: Scalar;
  /** As written. */
  text: string;
  /** Its possible values: several if a template has several values, none for an empty one. */
  requirements: Requirement[];
  /** The list that contains it; undefined for a value without a list: `then: cuda-nvcc`. */
  list: YAMLSeq | undefined;
  /** The `if:` around it, outermost first; `not (...)` for an `else:`. */
  conditions: string[];
}

/** All of them, level by level. */
export function requirementItems(levels: Level[], scope: Scope): RequirementItem[] {
  return levels.flatMap((level) =>
    sectionsOf(level).flatMap(([section, node]) =>
      [...scalarsIn(node, undefined, [])].map(({ scalar, list, conditions }) => ({
        ...{ level, section, node: scalar, list, conditions },
        text: textOf(scalar) ?? '',
        requirements: evaluatedRequirements(scope, scalar),
      })),
    ),
  );
}

/** Items of a section in the environment of a level, including those of other levels. */
export function itemsFor(
  { items }: { items: RequirementItem[] },
  level: Level,
  section: Section,
): RequirementItem[] {
  return items.filter((item) => item.section === section && isShared(item.level, level));
}

/** The names in a section in the environment of a level. */
export function namesFor(subject: { items: RequirementItem[] }, level: Level, section: Section): Set<string> {
  return new Set(itemsFor(subject, level, section).flatMap(namesOf));
}

export function namesOf({ requirements }: RequirementItem): string[] {
  return requirements.map(({ name }) => name);
}

/** A cross build repeats part of its host environment for the Python of the build machine. */
export function isForCrossBuild({ conditions }: RequirementItem): boolean {
  return conditions.some((condition) => condition.includes('build_platform'));
}

/** True for `${{ compiler('cuda') }}`. */
export function isCompiler({ text }: RequirementItem, language?: string): boolean {
  const called = /\bcompiler\(\s*(["'])([\w-]+)\1/.exec(text)?.[2];
  return called !== undefined && (language === undefined || called === language);
}

/** Whether two items have textually the same conditions. */
export function sameConditions(a: RequirementItem, b: RequirementItem): boolean {
  return a.conditions.join('\n') === b.conditions.join('\n');
}

function sectionsOf({ node, kind }: Level): [Section, Node | undefined][] {
  const under = (...path: string[]) => child(node, 'requirements', ...path);
  const tests = kind === 'staging' ? [] : [...branches(child(node, 'tests'))];
  return [
    ['build', under('build')],
    ['host', under('host')],
    ['run', under('run')],
    ['run_constraints', under('run_constraints')],
    ...exportLists(under('run_exports')),
    ['ignore_run_exports.by_name', under('ignore_run_exports', 'by_name')],
    ['ignore_run_exports.from_package', under('ignore_run_exports', 'from_package')],
    ...tests.flatMap((test): [Section, Node | undefined][] => [
      ['tests', child(test, 'requirements', 'build')],
      ['tests', child(test, 'requirements', 'run')],
    ]),
  ];
}

/** `run_exports` is a list, or a mapping of lists. */
function exportLists(node: Node | undefined): [Section, Node | undefined][] {
  if (!isMap(node) || node.has('if')) return [['run_exports', node]];
  return node.items.map(({ value }) => ['run_exports', value as Node]);
}

interface ListedScalar {
  scalar: Scalar;
  list: YAMLSeq | undefined;
  conditions: string[];
}

function* scalarsIn(node: unknown, list: YAMLSeq | undefined, conditions: string[]): Generator<ListedScalar> {
  if (isSeq(node)) {
    for (const item of node.items) yield* scalarsIn(item, node, conditions);
  } else if (isMap(node) && node.has('if')) {
    const condition = textOf(child(node, 'if')) ?? '';
    yield* scalarsIn(child(node, 'then'), undefined, [...conditions, condition]);
    yield* scalarsIn(child(node, 'else'), undefined, [...conditions, `not (${condition})`]);
  } else if (isScalar(node) && textOf(node) !== '') {
    yield { scalar: node, list, conditions };
  }
}
