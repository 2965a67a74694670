import { withoutPassword } from '../../../source/fetch/package-index';
import type { PythonRequirement } from '../../../source/source-facts';
import { oneLine } from '../text/untrusted-text';
import { noted, Remark, type YamlValue } from '../text/yaml-value';
import { type CondaName, condaNameOf, type NameKnowledge, normalisedName } from './conda-name';
import { condaForgeVersion } from '../../../knowledge/conda-versions';
import { packagesOfExtra } from '../../../knowledge/extras';
import { PACKAGES_EVERYWHERE } from '../../../knowledge/packages-everywhere';
import { type Condition, conditionOf, type MarkerSurroundings } from './marker';
import { condaConstraint } from './conda-constraint';
import { ONLY_IF, withoutContradictions } from './noarch-lines';

/** One requirement of a recipe, or a remark instead of one. */
export interface RequirementLine {
  /** A match spec; undefined for a remark. */
  text: string | undefined;
  /** conda's name; empty for a remark. */
  name: string;
  comment?: string;
  /** The condition of its `if:`. */
  condition?: string;
}

export interface RequirementSurroundings extends MarkerSurroundings {
  names: NameKnowledge;
}

export const MAX_REQUIREMENTS = 500;

/** An unconditional line. */
export function line(text: string, comment?: string): RequirementLine {
  return { text, name: /^[^\s=<>!~]+/.exec(text)?.[0] ?? '', ...(comment !== undefined && { comment }) };
}

/** For sorting; remarks come first. */
export function byName(a: RequirementLine, b: RequirementLine): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

/** The lines for Python requirements, in alphabetical order. */
export function requirementLines(
  requirements: readonly PythonRequirement[],
  surroundings: RequirementSurroundings,
): RequirementLine[] {
  const lines = joined(requirements.slice(0, MAX_REQUIREMENTS), surroundings.names).flatMap((requirement) =>
    linesOf(requirement, surroundings),
  );
  const byText = new Map(lines.map((one) => [`${one.condition} ${one.text ?? one.comment}`, one]));
  const sorted = [...byText.values()].sort(byName);
  return surroundings.isNoarch ? withoutContradictions(sorted) : sorted;
}

/** pip takes all constraints on a package together; several distributions may be one package of conda. */
function joined(requirements: readonly PythonRequirement[], names: NameKnowledge): PythonRequirement[] {
  const byKey = new Map<string, PythonRequirement>();
  for (const one of requirements) {
    const key = `${condaNameOf(one.name, names).name ?? one.name};${one.marker}`;
    const other = byKey.get(key);
    byKey.set(key, other ? both(other, one) : one);
  }
  return [...byKey.values()];
}

function both(one: PythonRequirement, other: PythonRequirement): PythonRequirement {
  const clauses = `${one.constraint},${other.constraint}`.split(',').filter((clause) => clause !== '');
  return {
    ...one,
    extras: [...new Set([...one.extras, ...other.extras])],
    constraint: [...new Set(clauses)].join(','),
  };
}

function linesOf(
  requirement: PythonRequirement,
  { names, ...surroundings }: RequirementSurroundings,
): RequirementLine[] {
  const { marker } = requirement;
  const found = condaNameOf(requirement.name, names);
  const condition = conditionFor(marker, found, surroundings);
  if (condition === false) return [];
  if (found.name === undefined) {
    return [{ text: undefined, name: '', comment: `Left out ${written(requirement)}: ${found.because}.` }];
  }
  const constraint = condaConstraint(requirement.constraint);
  const version = condaForgeVersion(found.name, constraint.text);
  const text = version === '' ? found.name : `${found.name} ${version}`;
  const extras = extrasOf(requirement);
  const isSettled =
    condition !== true || conditionOf(marker ?? '', { ...surroundings, isNoarch: false }) === true;
  const remarks = remarksAbout(requirement, {
    ...{ found, lost: constraint.lost, condition, open: extras.open, isSettled },
  });
  const comment = remarks.join('\n');
  const under = typeof condition === 'string' ? { condition } : {};
  const own = { text, name: found.name, ...(comment !== '' && { comment }), ...under };
  return [own, ...extras.packages.map((name) => ({ text: name, name, ...under }))];
}

/** A noarch package requires on all platforms what exists on all. @returns undefined if the marker is not one */
function conditionFor(
  marker: string | undefined,
  { name }: CondaName,
  surroundings: MarkerSurroundings,
): Condition | undefined {
  const condition = marker === undefined ? true : conditionOf(marker, surroundings);
  const isEverywhere = name !== undefined && PACKAGES_EVERYWHERE.has(name);
  return surroundings.isNoarch && isEverywhere && typeof condition === 'string' ? true : condition;
}

/** The packages required by extras, and the unknown extras. */
function extrasOf({ name, extras }: PythonRequirement): { packages: string[]; open: string[] } {
  const known = extras.map((extra) => ({ extra, packages: packagesOfExtra(normalisedName(name), extra) }));
  return {
    packages: known.flatMap(({ packages = [] }) => packages),
    open: known.filter(({ packages }) => packages === undefined).map(({ extra }) => extra),
  };
}

interface Converted {
  found: CondaName & { name: string };
  lost: string[];
  condition: boolean | string | undefined;
  /** Unknown extras. */
  open: string[];
  /** False if the recipe cannot express the marker's condition. */
  isSettled: boolean;
}

function remarksAbout(
  requirement: PythonRequirement,
  { found, lost, condition, open, isSettled }: Converted,
): string[] {
  const remarks: string[] = [];
  const { marker } = requirement;
  const address = requirement.url === undefined ? undefined : withoutPassword(requirement.url);
  if (address !== undefined)
    remarks.push(
      `TODO: check this requirement. The source requires the package at ${oneLine(address, 200)}. The package of this name on your channels may be another version, or another project.`,
    );
  else if (!found.isKnown)
    remarks.push(
      `TODO: check the name of this package on your channels. On PyPI, the name is ${oneLine(requirement.name, 100)}.`,
    );
  if (lost.length > 0)
    remarks.push(
      `TODO: write this version constraint of ${found.name} in conda's syntax: ${lost.map((part) => oneLine(part, 60)).join(', ')}`,
    );
  if (open.length > 0) {
    const list = open.slice(0, 10).map((extra) => oneLine(extra, 60));
    remarks.push(
      `TODO: the source requires extras of ${oneLine(requirement.name, 100)}: ${list.join(', ')}. Add the requirements of these extras.`,
    );
  }
  if (marker !== undefined && condition === undefined)
    remarks.push(`TODO: add a condition. The source requires ${found.name} only if ${oneLine(marker, 200)}`);
  if (marker !== undefined && !isSettled)
    remarks.push(
      `${ONLY_IF}${oneLine(marker, 200)}. A noarch package cannot have this condition, so the recipe always requires the package.`,
    );
  return remarks;
}

function written({ name, constraint }: PythonRequirement): string {
  return oneLine(`${name}${constraint}`, 100);
}

/** The list for `requirements:`; lines of the same condition are grouped at the place of the first. */
export function requirementList(lines: readonly RequirementLine[]): YamlValue[] {
  const conditions = new Set(lines.map(({ condition }) => condition));
  const list: [number, YamlValue][] = [];
  for (const condition of conditions) {
    const own = lines.filter((one) => one.condition === condition);
    const first = lines.findIndex((one) => one.condition === condition);
    if (condition !== undefined) list.push([first, { if: condition, then: shortest(own.map(itemOf)) }]);
    else own.forEach((one) => list.push([lines.indexOf(one), itemOf(one)]));
  }
  return list.sort(([a], [b]) => a - b).map(([, value]) => value);
}

/** A single item without a comment needs no list. */
function shortest(items: YamlValue[]): YamlValue {
  const [only] = items;
  return items.length === 1 && typeof only === 'string' ? only : items;
}

function itemOf({ text, comment }: RequirementLine): YamlValue {
  return text === undefined ? new Remark([comment ?? '']) : noted(comment, text);
}
