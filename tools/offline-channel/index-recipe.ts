import type { IndexEntry } from './index-entry';
import { pythonMinor } from './entries';
import type { Plan, Recipe, RecipeRequirements } from './package-recipe';
import { asTheyAre, compileLine, quoted, shellScript } from './package-recipe';

/** A shell word. */
export const sitePackages = `"$PREFIX/lib/python${pythonMinor}/site-packages"`;

/**
 * The package of one row of the table. rattler-build unpacks the file (a wheel is a zip file), so the build needs
 * neither Python nor an environment.
 * @param interpreter absolute path; compiles packages of one Python version
 */
export function planIndexEntry(entry: IndexEntry, interpreter: string): Plan {
  const file = entry.content === 'sdist' ? 'source.tar.gz' : 'wheel.zip';
  const recipe: Recipe = {
    package: { name: entry.name, version: entry.version },
    source: [{ path: file, sha256: entry.sha256, target_directory: 'unpacked' }],
    build: { number: 0, ...buildOf(entry, interpreter) },
    requirements: requirementsOf(entry),
    about: { summary: `${entry.name}, repackaged from the Python package index`, license: entry.license },
  };
  return { recipe, downloads: { [file]: downloadOf(entry) } };
}

/** @returns the file that an entry is made from */
export function downloadOf({ name, distribution = name, version, sha256, content }: IndexEntry) {
  return { distribution, version, sha256, format: content === 'sdist' ? 'sdist' : 'wheel' } as const;
}

function buildOf(entry: IndexEntry, interpreter: string): Omit<Recipe['build'], 'number'> {
  const { content, entryPoints } = entry;
  switch (content) {
    case 'module':
      return {
        string: 'pyh{key}_0',
        noarch: 'python',
        script: shellScript(...wheelLines),
        ...(entryPoints && { python: { entry_points: entryPoints } }),
      };
    case 'sdist':
      return { string: 'pyh{key}_0', noarch: 'python', script: shellScript(...moduleLines(entry)) };
    case 'scripts':
      return { string: 'h{key}_0', ...asTheyAre, script: shellScript(...scriptLines) };
    case 'programs':
      return { string: 'h{key}_0', ...asTheyAre, script: shellScript(...programLines(entry)) };
    case 'extension':
      return {
        string: `py${pythonMinor.replace('.', '')}h{key}_0`,
        ...asTheyAre,
        script: shellScript(...wheelLines, compileLine(quoted(interpreter), sitePackages)),
      };
  }
}

function requirementsOf({ content, run = [], constraints, runExports }: IndexEntry): RecipeRequirements {
  return {
    run: [...pythonRequirements[content], ...run],
    ...(constraints && { run_constraints: constraints }),
    ...(runExports && { run_exports: runExports }),
  };
}

const pythonRequirements: Readonly<Record<IndexEntry['content'], readonly string[]>> = {
  module: [`python >=${pythonMinor}`],
  sdist: [`python >=${pythonMinor}`],
  scripts: [],
  programs: [],
  extension: [`python ${pythonMinor}.*`, `python_abi ${pythonMinor}.* *_cp${pythonMinor.replace('.', '')}`],
};

// Files outside of site-packages are in `<name>.data/<scheme>/` of a wheel.
export const wheelLines = [
  `mkdir -p "$PREFIX/bin" ${sitePackages}`,
  'for data in unpacked/*.data; do',
  '  if [ -d "$data/scripts" ]; then cp -R "$data/scripts/." "$PREFIX/bin/"; fi',
  '  if [ -d "$data/data" ]; then cp -R "$data/data/." "$PREFIX/"; fi',
  '  rm -rf "$data"',
  'done',
  `cp -R unpacked/. ${sitePackages}`,
  `for info in ${sitePackages}/*.dist-info; do echo conda > "$info/INSTALLER"; done`,
];

const scriptLines = ['mkdir -p "$PREFIX/bin"', 'cp -R unpacked/*.data/scripts/. "$PREFIX/bin/"'];

function programLines({ name }: IndexEntry): readonly string[] {
  return ['mkdir -p "$PREFIX"', `cp -R unpacked/${name}/data/bin unpacked/${name}/data/share "$PREFIX/"`];
}

/** The module and its metadata, as pip would install them. */
function moduleLines({ name, version }: IndexEntry): readonly string[] {
  const info = `${sitePackages}/${name}-${version}.dist-info`;
  return [
    `mkdir -p ${info}`,
    `cp unpacked/${name}.py ${sitePackages}/`,
    `cp unpacked/PKG-INFO ${info}/METADATA`,
    `echo conda > ${info}/INSTALLER`,
  ];
}
