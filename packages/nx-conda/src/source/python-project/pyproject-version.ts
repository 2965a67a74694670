import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';
import { readVersionFile } from './read-version-file';
import type { Table } from './toml';

/** Version files of the tools: setuptools, hatch, pdm, scikit-build-core, flit. */
const FILES = [
  'tool.hatch.version.path',
  'tool.pdm.version.path',
  'tool.pdm.version.source_file',
  'tool.scikit-build.metadata.version.input',
];

/** A version that pyproject.toml reads from a file. Undefined if it comes from Git, or from code. */
export function dynamicVersion(table: Table, source: SourceFolder): string | undefined {
  const setuptools = table.table('tool.setuptools.dynamic.version');
  const attribute = setuptools.string('attr');
  if (attribute !== undefined) return versionOfAttribute(attribute, table, source);
  const file = setuptools.string('file') ?? setuptools.strings('file')?.[0];
  const files = [file, ...FILES.map((path) => table.string(path))].filter((one) => one !== undefined);
  for (const name of files) {
    const text = source.read(name);
    if (text !== undefined) return readVersionFile(text);
  }
  return undefined;
}

/** `package.module.__version__` */
function versionOfAttribute(attribute: string, table: Table, source: SourceFolder): string | undefined {
  const parts = attribute.split('.');
  const variable = parts.pop() ?? '';
  return versionOfModule(parts.join('/'), source, [
    table.string(['tool', 'setuptools', 'package-dir', '']) ?? '',
    variable,
  ]);
}

/** @param where the folder of all packages, and the variable name */
export function versionOfModule(
  module: string,
  source: SourceFolder,
  [root, variable]: [string, string],
): string | undefined {
  const texts = [root, 'src', ''].flatMap((folder) => {
    const path = posix.join(folder, module);
    return [source.read(`${path}.py`), source.read(`${path}/__init__.py`)];
  });
  const text = texts.find((one) => one !== undefined);
  return text === undefined ? undefined : readVersionFile(text, variable);
}
