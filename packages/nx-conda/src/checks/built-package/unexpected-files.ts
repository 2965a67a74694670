import { type PackageFacts, payloadOf, type Suspicion } from './package-facts';
import { filesText, plural } from './words';

/** Files that a package should not have, and packages that have none. */
export function unexpectedFiles(built: PackageFacts): Suspicion[] {
  const paths = payloadOf(built).map(({ path }) => path);
  return [
    ...empty(built, paths),
    ...elfInNoarch(built),
    ...gitFolders(paths),
    ...strayBytecode(paths),
    ...topLevelTests(paths),
    ...cudaInDistributionName(paths),
  ];
}

/** A package without a script is meant to be empty: it is there for its dependencies. */
function empty({ makesFiles, files }: PackageFacts, paths: string[]): Suspicion[] {
  const hasScript = files.some(({ path }) => path === 'info/recipe/build.sh');
  if (paths.length > 0 || !(makesFiles || hasScript)) return [];
  return warning('The package is empty: nothing was put into $PREFIX.', [
    'Have the build script install into $PREFIX, or $SP_DIR for Python modules.',
    'In an output, see whether build.files matches what the script makes.',
  ]);
}

function elfInNoarch(built: PackageFacts): Suspicion[] {
  const paths = payloadOf(built).flatMap(({ path, elf }) => (elf ? [path] : []));
  if (built.subdir !== 'noarch' || paths.length === 0) return [];
  return warning(
    `The package is noarch, and cannot be: ${filesText(paths)} ${plural(paths, 'runs', 'run')} on one platform alone.`,
    ['Remove build.noarch from the recipe.'],
  );
}

function gitFolders(paths: string[]): Suspicion[] {
  const found = paths.filter((path) => path.split('/').includes('.git'));
  if (found.length === 0) return [];
  return warning(`A git repository is in the package: ${filesText(found)}.`, [
    'Have the build script copy the files that are needed, not the whole source.',
  ]);
}

/** Python's own are in `lib/python3.x/`, `site-packages` included; those of a noarch package in `site-packages/`. */
function strayBytecode(paths: string[]): Suspicion[] {
  const found = paths.filter(
    (path) =>
      path.includes('__pycache__/') && !/^(lib(64)?\/(python|pypy)[\d.]+|Lib|site-packages)\//.test(path),
  );
  if (found.length === 0) return [];
  return info(`Python's bytecode is where no module is installed: ${filesText(found)}.`, [
    'Delete __pycache__ in the build script, or set PYTHONDONTWRITEBYTECODE=1.',
  ]);
}

function topLevelTests(paths: string[]): Suspicion[] {
  const found = paths.filter((path) => /(^|\/)site-packages\/tests?\//.test(path));
  if (found.length === 0) return [];
  return warning(`site-packages has a top-level package of tests, as others may have: ${filesText(found)}.`, [
    'Leave it out: exclude it from what setup.py or pyproject.toml finds, or delete it in the build script.',
  ]);
}

function cudaInDistributionName(paths: string[]): Suspicion[] {
  const found = paths.flatMap((path) => {
    const [, name, suffix] =
      /(?:^|\/)site-packages\/([^/]+)[-_](cu\d{2,3})-[^/]+\.dist-info\//.exec(path) ?? [];
    return name === undefined ? [] : [`${name}-${suffix}`];
  });
  return [...new Set(found)].flatMap((distribution) => {
    const plain = distribution.replace(/-cu\d+$/, '');
    return info(
      `The Python distribution is called ${distribution}: pip check finds no ${plain} for those that require it.`,
      [
        `If the build takes the CUDA release into the name by a variable, leave it unset, so that the name is ${plain}.`,
        'Or set pip_check: false in the tests of the packages that require it.',
      ],
    );
  });
}

function warning(message: string, help: string[]): Suspicion[] {
  return [{ severity: 'warning', message, help }];
}

function info(message: string, help: string[]): Suspicion[] {
  return [{ severity: 'info', message, help }];
}
