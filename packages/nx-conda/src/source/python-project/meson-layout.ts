import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';
import type { Layout } from './distribution';

const MAX_FILES = 100;
const MAX_CALLS = 500;
const MODULE = /^[A-Za-z_]\w*$/;

/** What the build files of Meson install into site-packages; undefined if that is unknown. */
export function mesonLayout(source: SourceFolder, project: string): Layout | undefined {
  const start = project === '' ? '' : `${project}/`;
  const files = source.files.filter(
    (name) =>
      posix.basename(name) === 'meson.build' &&
      name.startsWith(start) &&
      !/(^|\/)(subprojects|tests?)\//.test(name),
  );
  const installed = files.slice(0, MAX_FILES).flatMap((name) => installedBy(source, name, project));
  const packages = distinct(installed.flatMap(({ package: name }) => name ?? []));
  const modules = distinct(installed.flatMap(({ module }) => module ?? [])).filter((one) => MODULE.test(one));
  if (packages.length + modules.length === 0) return undefined;
  const folders = installed.flatMap(({ package: name, folder }) =>
    name !== undefined && folder !== undefined ? [[name, folder] as const] : [],
  );
  // For several places, the first `__init__.py` tells.
  return { packages, modules, folders: Object.fromEntries(folders.reverse()) };
}

interface Installed {
  /** `acme.tools` */
  package?: string;
  /** Where its `__init__.py` is, relative to the project. */
  folder?: string | undefined;
  module?: string;
}

function installedBy(source: SourceFolder, file: string, project: string): Installed[] {
  const text = withoutComments(source.read(file) ?? '');
  const own = posix.relative(project, posix.dirname(file));
  const calls = [...text.matchAll(/\b(install_sources|extension_module)\s*\(/g)].slice(0, MAX_CALLS);
  return calls.flatMap(({ 1: called, index }) => {
    const args = argumentsAt(text, index);
    const [, subdir] = /\bsubdir\s*:\s*'([\w./-]{1,200})'/.exec(args) ?? [];
    const strings = [...args.replace(/\b\w+\s*:[\s\S]*$/, '').matchAll(/'([^'\n]{1,200})'/g)].map(
      ([, one = '']) => one,
    );
    if (subdir !== undefined) return inFolder(subdir, strings, own);
    // Another place, or one that is not known here.
    if (/\b(subdir|install_dir)\s*:/.test(args)) return inSitePackages(text);
    const modules = called === 'install_sources' ? strings.map(moduleOf) : strings.slice(0, 1);
    return modules.map((module) => ({ module }));
  });
}

function inFolder(subdir: string, strings: readonly string[], own: string): Installed[] {
  const init = strings.find((one) => posix.basename(one) === '__init__.py');
  const name = subdir.replace(/\/+$/, '').replaceAll('/', '.');
  if (!name.split('.').every((part) => MODULE.test(part))) return [];
  if (init !== undefined) return [{ package: name, folder: posix.join(own, posix.dirname(init)) }];
  // Of files without an `__init__.py`, another call most often installs the one of the folder above.
  return [{ package: name.split('.')[0] ?? name }];
}

/** `py.get_install_dir() / 'acme'` */
function inSitePackages(text: string): Installed[] {
  const [, name = ''] = /\bget_install_dir\([^()]{0,100}\)\s*\/\s*'([\w/]{1,100})'/.exec(text) ?? [];
  const [top = ''] = name.split('/');
  return MODULE.test(top) ? [{ package: top }] : [];
}

function moduleOf(path: string): string {
  return path.endsWith('.py') ? posix.basename(path, '.py') : '';
}

const MAX_ARGUMENTS = 20_000;

/** Up to the parenthesis that closes the call. */
function argumentsAt(text: string, start: number): string {
  const open = text.indexOf('(', start);
  let depth = 0;
  for (let at = open; at < Math.min(text.length, open + MAX_ARGUMENTS); at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(open + 1, at);
  }
  return '';
}

function withoutComments(text: string): string {
  return text.replace(/'[^'\n]*'|#[^\n]*/g, (part) => (part.startsWith('#') ? '' : part));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
