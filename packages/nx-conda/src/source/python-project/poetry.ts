import { parseRequirement } from '../requirements/parse-requirement';
import { pep440Constraint } from '../requirements/poetry-constraint';
import type { PythonRequirement } from '../source-facts';
import type { Distribution } from './distribution';
import { Table } from './toml';

/** Facts in `[tool.poetry]`; undefined without it. Groups and optional requirements are left out. */
export function poetryDistribution(table: Table, file: string): Distribution | undefined {
  if (!table.has('tool.poetry')) return undefined;
  const poetry = table.table('tool.poetry');
  const dependencies = poetry.table('dependencies');
  const names = dependencies.keys.filter((name) => name !== 'python');
  const requires = names.map((name) => requirementOf(name, dependencies));
  const known = requires.filter((one) => one !== undefined && one !== 'optional');
  const python = dependencies.string('python');
  return {
    file,
    name: poetry.string('name'),
    version: poetry.string('version'),
    summary: poetry.string('description'),
    homepage: poetry.string('homepage') ?? poetry.string('repository'),
    license: poetry.string('license'),
    classifiers: poetry.strings('classifiers'),
    ...(poetry.has('dependencies') && { requires: known }),
    requiresPython: python === undefined ? undefined : pep440Constraint(python),
    entryPoints: scriptsOf(poetry.table('scripts')),
    unread: requires.includes(undefined) ? ['requires'] : [],
  };
}

function requirementOf(name: string, dependencies: Table): PythonRequirement | 'optional' | undefined {
  const given = dependencies.at([name]);
  if (typeof given === 'string') return requirement(name, given);
  // Several for several Pythons: use the first.
  const first = Array.isArray(given) ? (given[0] as unknown) : given;
  const details = new Table(
    typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {},
  );
  if (details.at('optional') === true) return 'optional';
  const marker = details.string('markers') ?? pythonMarker(details.string('python'));
  const extras = details.strings('extras') ?? [];
  return requirement(
    `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}`,
    details.string('version') ?? '*',
    marker,
  );
}

function requirement(name: string, version: string, marker?: string): PythonRequirement | undefined {
  const constraint = pep440Constraint(version);
  if (constraint === undefined) return undefined;
  return parseRequirement(`${name}${constraint}${marker === undefined ? '' : `; ${marker}`}`);
}

function pythonMarker(python: string | undefined): string | undefined {
  const constraint = python === undefined ? undefined : pep440Constraint(python);
  if (!constraint) return undefined;
  return constraint
    .split(',')
    .map((clause) => clause.replace(/^([<>=!~]+)(.*)$/, 'python_version $1 "$2"'))
    .join(' and ');
}

function scriptsOf(scripts: Table): string[] | undefined {
  const entries = scripts.keys.flatMap((name) => {
    const target =
      scripts.string([name]) ?? scripts.string([name, 'reference']) ?? scripts.string([name, 'callable']);
    return target === undefined ? [] : [`${name} = ${target}`];
  });
  return entries.length > 0 ? entries : undefined;
}
