import { parseRequirements } from '../requirements/parse-requirement';
import { readRequirementsFile } from '../requirements/read-requirements';
import type { SourceFolder } from '../source-folder';
import type { Distribution, Layout } from './distribution';
import { type Ini, listItems, parseIni, scriptLines } from './ini';
import { versionOfModule } from './pyproject-version';
import { readVersionFile } from './read-version-file';

/** Facts in setup.cfg for setuptools; undefined without metadata and options. */
export function readSetupCfg(source: SourceFolder, file: string): Distribution | undefined {
  const ini = parseIni(source.read(file) ?? '');
  if (!ini.has('metadata') && !ini.has('options')) return undefined;
  const metadata = metadataOf(sectionOf(ini, 'metadata'));
  const version = versionOf(metadata.version, ini, source);
  const options = optionsOf(ini, source);
  const isUnread = metadata.version !== undefined && version === undefined;
  return {
    ...metadata,
    ...options,
    file,
    version,
    layout: layoutOf(ini),
    unread: [...options.unread, ...(isUnread ? ['version' as const] : [])],
  };
}

function optionsOf(ini: Ini, source: SourceFolder): Omit<Distribution, 'file'> {
  const options = sectionOf(ini, 'options');
  const requires = requirementsOf(options.get('install_requires'), source);
  const scripts = scriptLines(sectionOf(ini, 'options.entry_points').get('console_scripts') ?? '');
  return {
    requires: requires?.requires,
    buildRequires: requirementsOf(options.get('setup_requires'), source)?.requires,
    requiresPython: options.get('python_requires'),
    entryPoints: scripts.length > 0 ? scripts : undefined,
    scripts: options.has('scripts') ? listItems(options.get('scripts')) : undefined,
    unread: requires?.isComplete === false ? ['requires' as const] : [],
  };
}

function sectionOf(ini: Ini, name: string): ReadonlyMap<string, string> {
  return ini.get(name) ?? new Map<string, string>();
}

function metadataOf(metadata: ReadonlyMap<string, string>): Omit<Distribution, 'file' | 'unread'> {
  const first = (...keys: string[]) =>
    keys.map((key) => metadata.get(key)).find((value) => value !== undefined);
  return {
    name: metadata.get('name'),
    version: metadata.get('version'),
    summary: first('description', 'summary'),
    homepage: first('url', 'home_page', 'home-page'),
    license: metadata.get('license'),
    classifiers: metadata.has('classifiers') ? listItems(metadata.get('classifiers')) : undefined,
  };
}

function versionOf(written: string | undefined, ini: Ini, source: SourceFolder): string | undefined {
  const [, directive, value = ''] = /^(attr|file):\s*(\S+)/.exec(written ?? '') ?? [];
  if (directive === undefined) return written;
  if (directive === 'file') return readVersionFile(source.read(value) ?? '');
  const parts = value.split('.');
  const variable = parts.pop() ?? '';
  return versionOfModule(parts.join('/'), source, [packageRoot(ini) ?? '', variable]);
}

function requirementsOf(
  written: string | undefined,
  source: SourceFolder,
): ReturnType<typeof parseRequirements> | undefined {
  if (written === undefined) return undefined;
  const files = /^file:\s*(.*)$/.exec(written)?.[1];
  if (files === undefined) return parseRequirements(listItems(written));
  return parseRequirements(files.split(',').flatMap((name) => readRequirementsFile(source, name.trim())));
}

function layoutOf(ini: Ini): Layout | undefined {
  const options = sectionOf(ini, 'options');
  const written = options.get('packages') ?? '';
  const packages = listItems(written).filter((name) => !name.startsWith('find'));
  const modules = listItems(options.get('py_modules'));
  const root = listItems(sectionOf(ini, 'options.packages.find').get('where'))[0] ?? packageRoot(ini);
  if (written === '' && modules.length === 0 && root === undefined) return undefined;
  return {
    packages: packages.length > 0 ? packages : undefined,
    modules: modules.length > 0 ? modules : undefined,
    root,
    findsAll: /^\s*find/.test(written),
  };
}

function packageRoot(ini: Ini): string | undefined {
  const roots = listItems(sectionOf(ini, 'options').get('package_dir')).map(
    (line) => /^=\s*(.+)$/.exec(line)?.[1],
  );
  return roots.find((root) => root !== undefined);
}
