import type { Node } from 'yaml';
import type { Diagnostic } from '../yaml/diagnostic';
import type { Requirement } from './facts';
import { branches, positionOf, textOf } from '../yaml/nodes';
import { packageName } from './package-name';
import type { Scope, Values } from './scope';
import { firstWord, isTemplate } from '../template/template';

/** Requirements in all branches of a list, and the templates of package names that could not be evaluated. */
export interface RequirementList {
  requirements: Requirement[];
  unresolved: Diagnostic[];
}

/** Reads all branches of a list of requirements. */
export function readRequirements(scope: Scope, ...lists: (Node | undefined)[]): RequirementList {
  const bySpec = new Map<string, Requirement>();
  const unresolved: Diagnostic[] = [];
  for (const node of lists.flatMap((list) => [...branches(list)])) {
    const read = readRequirement(scope, node);
    read.requirements.forEach((requirement) => bySpec.set(requirement.spec, requirement));
    unresolved.push(...read.unresolved);
  }
  return { requirements: [...bySpec.values()], unresolved };
}

/** One item of such a list: several requirements if its name is a template with several values. */
export function readRequirement(scope: Scope, node: Node): RequirementList {
  const text = textOf(node) ?? '';
  const written = writtenName(text);
  if (written) return { requirements: [{ name: written, spec: text }], unresolved: [] };
  const { texts, failure } = valuesOf(scope, text);
  return {
    requirements: texts.map(requirementOf).filter(({ name }) => name !== ''),
    unresolved: failure === undefined ? [] : [unresolvedTemplate(scope, node, failure)],
  };
}

/** Every requirement that an item can become, with versions evaluated if possible. */
export function evaluatedRequirements(scope: Scope, node: Node): Requirement[] {
  const { texts, failure } = scope.valuesOf(textOf(node) ?? '');
  if (failure !== undefined || texts.length === 0) return readRequirement(scope, node).requirements;
  return texts.map(requirementOf).filter(({ name }) => name !== '');
}

/** An unknown or ambiguous version does not affect the name before it. */
function valuesOf(scope: Scope, text: string): Values {
  const whole = scope.valuesOf(text);
  const head = whole.failure === undefined ? text : firstWord(text);
  if (head === text) return whole;
  const names = scope.valuesOf(head);
  const isNamed = names.failure === undefined && names.texts.every((name) => name.trim() !== '');
  const texts = [...new Set([...whole.texts, ...names.texts])];
  return isNamed ? { texts } : { texts, failure: whole.failure };
}

/** True for `pin_subpackage(name)`, the package of another output of the same recipe. */
export function isSubpackagePin({ spec }: Requirement): boolean {
  return spec.startsWith('pin_subpackage(');
}

/** Reports an unknown name. */
export function unresolvedTemplate({ recipe }: Scope, node: Node, failure: string): Diagnostic {
  return {
    file: recipe.file,
    ...positionOf(recipe, node),
    message: `The package name in \`${textOf(node)}\` could not be evaluated: ${failure}.`,
    help: [
      'If a variable of the template is not set, set it in `context:` or in a variant file.',
      'Or install rattler-build on this machine: rattler-build evaluates every template.',
    ],
  };
}

/** The package name, if no template is part of it; empty otherwise. */
function writtenName(text: string): string {
  if (!isTemplate(text)) return packageName(text);
  const before = text.slice(0, text.indexOf('${{'));
  const name = packageName(before);
  // `foo ${{ version }}` ends the name before the template, `foo-${{ x }}` does not.
  return name !== '' && !before.toLowerCase().endsWith(name) ? name : '';
}

function requirementOf(text: string): Requirement {
  const spec = text.trim();
  const pinned = /^pin_(?:subpackage|compatible)\((.+)\)$/.exec(spec)?.[1];
  return pinned ? { name: pinned.toLowerCase(), spec } : { name: packageName(spec), spec };
}
