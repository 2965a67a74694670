import { posix } from 'node:path';
import { follow } from '../python/follow';
import type { Arguments } from '../python/methods';
import { isDict, stringsOf, type Value } from '../python/values';
import { parseRequirements } from '../requirements/parse-requirement';
import type { SourceFolder } from '../source-folder';
import type { Distribution } from './distribution';
import { consoleScripts, scriptLines } from './ini';
import { setupLayout } from './setup-layout';

const MAX_SIZE = 200_000;
/** Possible values for a CUDA version or a number. */
const SET = '12.6';
const MAX_VARIABLES = 20;

/**
 * Facts in setup.py, without running it: see `follow`. Fields that cannot be followed are in `unread`.
 * @returns undefined if it does not exist
 */
export function readSetupPy(source: SourceFolder, file: string): Distribution | undefined {
  const text = source.readBuildFile(file, MAX_SIZE);
  if (text === undefined) return undefined;
  const calls = callsOf(text, source, file, {});
  const setup = calls.find(({ path }) => isSetup(path))?.call.keywords ?? new Map<string, Value>();
  const found = calls.find(({ path }) => /(^|\.)find_(namespace_)?packages$/.test(path))?.call;
  return { ...distributionOf(setup, file), layout: setupLayout(setup, found) };
}

/** Environment variables that change the name of the distribution in a setup.py: follows it once for each variable. */
export function renamingVariables(source: SourceFolder, { file, name }: Distribution): string[] {
  const text = source.readBuildFile(file, MAX_SIZE) ?? '';
  return variablesIn(text).filter((variable) => {
    const renamed = callsOf(text, source, file, { [variable]: SET }).find(({ path }) => isSetup(path));
    const other = renamed && textIn(renamed.call.keywords, 'name');
    return other !== undefined && other !== name;
  });
}

/** The environment variable whose value is the version in a setup.py: follows it once for each variable. */
export function versionVariable(source: SourceFolder, { file }: Distribution): string | undefined {
  const text = source.readBuildFile(file, MAX_SIZE) ?? '';
  return variablesIn(text).find((variable) => {
    const setup = callsOf(text, source, file, { [variable]: SET }).find(({ path }) => isSetup(path));
    return setup !== undefined && textIn(setup.call.keywords, 'version') === SET;
  });
}

interface FoundCall {
  path: string;
  call: Arguments;
}

function callsOf(
  text: string,
  source: SourceFolder,
  file: string,
  environment: Readonly<Record<string, string>>,
): FoundCall[] {
  const calls: FoundCall[] = [];
  const folder = posix.dirname(file);
  const read = (path: string) =>
    path.startsWith('/') ? undefined : source.read(posix.join(folder, path), MAX_SIZE);
  follow(text, { read, environment }, (path, call) => calls.push({ path, call }));
  return calls;
}

function isSetup(path: string): boolean {
  return /(^|\.)setup$/.test(path);
}

function variablesIn(text: string): string[] {
  const found = text.matchAll(/(?:getenv\(|environ\.get\(|environ\[)\s*["']([A-Z][A-Z0-9_]{0,60})["']/g);
  return [...new Set([...found].map(([, name = '']) => name))].slice(0, MAX_VARIABLES);
}

function distributionOf(setup: ReadonlyMap<string, Value>, file: string): Distribution {
  const requires = requirementsIn(setup, 'install_requires');
  const build = requirementsIn(setup, 'setup_requires');
  const version = textIn(setup, 'version');
  const classifiers = stringsOf(setup.get('classifiers')).items;
  return {
    file,
    name: textIn(setup, 'name'),
    version,
    summary: textIn(setup, 'description'),
    homepage: textIn(setup, 'url'),
    license: textIn(setup, 'license'),
    ...(classifiers.length > 0 && { classifiers }),
    ...(requires && { requires: requires.requires }),
    ...(build && { buildRequires: build.requires }),
    requiresPython: textIn(setup, 'python_requires'),
    entryPoints: scriptsOf(setup.get('entry_points')),
    ...(setup.has('scripts') && { scripts: stringsOf(setup.get('scripts')).items }),
    unread: [
      ...(setup.has('version') && version === undefined ? ['version' as const] : []),
      ...(requires?.isComplete === false ? ['requires' as const] : []),
    ],
  };
}

function textIn(setup: ReadonlyMap<string, Value>, key: string): string | undefined {
  const value = setup.get(key);
  return typeof value === 'string' ? value : undefined;
}

function requirementsIn(
  setup: ReadonlyMap<string, Value>,
  key: string,
): ReturnType<typeof parseRequirements> | undefined {
  if (!setup.has(key)) return undefined;
  const { items, isComplete } = stringsOf(setup.get(key));
  // Lines of a file.
  const lines = items
    .map((item) => item.replace(/(^|\s)#.*$/s, '').trim())
    .filter((item) => !item.startsWith('-'));
  const parsed = parseRequirements(lines);
  return { ...parsed, isComplete: parsed.isComplete && isComplete };
}

function scriptsOf(value: Value | undefined): string[] | undefined {
  if (typeof value === 'string') return consoleScripts(value);
  const scripts = value !== undefined && isDict(value) ? value.get('console_scripts') : undefined;
  return scripts === undefined ? undefined : scriptLines(stringsOf(scripts).items.join('\n'));
}
