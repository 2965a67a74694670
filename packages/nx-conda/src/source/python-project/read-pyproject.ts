import { posix } from 'node:path';
import { ExplainedError } from '../../explained-error';
import { parseRequirements } from '../requirements/parse-requirement';
import { readRequirementsFile } from '../requirements/read-requirements';
import type { PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import type { Distribution, Unread } from './distribution';
import { flitDistribution } from './flit';
import { poetryDistribution } from './poetry';
import { layoutOf } from './pyproject-layout';
import { dynamicVersion } from './pyproject-version';
import { parseToml, type Table } from './toml';

export interface Pyproject extends Distribution {
  table: Table;
  /** `hatchling.build`; undefined if not given. */
  backend: string | undefined;
}

/**
 * Facts in a pyproject.toml: PEP 621, and the tables of poetry and flit.
 * @returns undefined if it does not exist, or only configures other tools
 * @throws ExplainedError if it is not valid TOML
 */
export function readPyproject(source: SourceFolder, file: string): Pyproject | undefined {
  const own = parse(source.readBuildFile(file), file);
  const table = own && withHatchToml(own, source, file);
  if (!table || !['build-system', 'project', 'tool.poetry', 'tool.flit'].some((path) => table.has(path))) {
    return undefined;
  }
  const tool = poetryDistribution(table, file) ?? flitDistribution(table, source, file);
  return {
    ...tool,
    ...projectTable(table, source, file),
    ...(table.has('build-system.requires') && { buildRequires: buildRequirements(table, source) }),
    layout: layoutOf(table),
    table,
    backend: table.string('build-system.build-backend'),
  };
}

/** Hatch also reads hatch.toml, whose tables replace those of tool.hatch. */
function withHatchToml(table: Table, source: SourceFolder, pyproject: string): Table {
  const file = posix.join(posix.dirname(pyproject), 'hatch.toml');
  const other = source.has(file) ? parse(source.readBuildFile(file), file) : undefined;
  return other ? table.with('tool.hatch', other) : table;
}

/** A backend that builds itself, like hatchling, needs its own requirements for that. */
function buildRequirements(table: Table, source: SourceFolder): PythonRequirement[] {
  const { requires } = parseRequirements(table.strings('build-system.requires') ?? []);
  const buildsItself = requires.length === 0 && table.has('build-system.backend-path');
  return buildsItself ? (requirementsOf(table, source)?.requires ?? []) : requires;
}

function parse(text: string | undefined, file: string): Table | undefined {
  if (text === undefined) return undefined;
  try {
    return parseToml(text);
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw new ExplainedError(`${file} of the source is not valid TOML: ${reason}`, [
      'If the source is yours, correct the file. Otherwise, use another version, or the Git repository: pip cannot build this source either.',
    ]);
  }
}

/** Facts in `[project]` (PEP 621), without missing fields. */
function projectTable(table: Table, source: SourceFolder, file: string): Distribution {
  const project = table.table('project');
  const version = project.string('version') ?? dynamicVersion(table, source);
  const requires = requirementsOf(table, source);
  const given: Omit<Distribution, 'file' | 'unread'> = {
    name: project.string('name'),
    version,
    summary: project.string('description'),
    homepage: homepageOf(project.table('urls')),
    license: project.string('license') ?? project.string('license.text'),
    classifiers: project.strings('classifiers'),
    requires: requires?.requires,
    requiresPython: project.string('requires-python'),
    entryPoints: scriptsOf(project.table('scripts')),
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  const dynamic = project.strings('dynamic') ?? [];
  return { file, ...Object.fromEntries(known), unread: unreadOf(dynamic, version, requires?.isComplete) };
}

function unreadOf(dynamic: string[], version: string | undefined, isComplete: boolean | undefined): Unread[] {
  const isUnread = isComplete === false || (isComplete === undefined && dynamic.includes('dependencies'));
  return [
    ...(version === undefined && dynamic.includes('version') ? ['version' as const] : []),
    ...(isUnread ? ['requires' as const] : []),
  ];
}

function requirementsOf(
  table: Table,
  source: SourceFolder,
): ReturnType<typeof parseRequirements> | undefined {
  const listed = table.strings('project.dependencies');
  if (listed) return parseRequirements(listed);
  const path = 'tool.setuptools.dynamic.dependencies.file';
  const files = table.strings(path) ?? [table.string(path)].filter((one) => one !== undefined);
  if (files.length > 0) return parseRequirements(files.flatMap((name) => readRequirementsFile(source, name)));
  // Without a name [project] is missing: another file has the facts.
  const isDynamic = table.strings('project.dynamic')?.includes('dependencies') ?? false;
  return table.has('project.name') && !isDynamic ? parseRequirements([]) : undefined;
}

function scriptsOf(scripts: Table): string[] | undefined {
  const names = scripts.keys;
  return names.length > 0 ? names.map((name) => `${name} = ${scripts.string([name]) ?? ''}`) : undefined;
}

/** Labels are free text: prefers the homepage, then the source repository. */
export function homepageOf(urls: Table): string | undefined {
  const labels = [
    /^home-?\s?page$/i,
    /^home$/i,
    /^(repository|source|source-?\s?code|github|code)$/i,
    /^documentation$/i,
  ];
  const name = labels
    .map((label) => urls.keys.find((key) => label.test(key)))
    .find((key) => key !== undefined);
  return name === undefined ? undefined : urls.string([name]);
}
