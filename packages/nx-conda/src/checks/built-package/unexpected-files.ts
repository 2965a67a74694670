import { type PackageFacts, payloadOf, type Suspicion } from './package-facts';
import { filesText, plural } from './words';

/** Files that a package should not contain, and packages without files. */
export function unexpectedFiles(built: PackageFacts): Suspicion[] {
  const paths = payloadOf(built).map(({ path }) => path);
  return [
    ...empty(built, paths),
    ...elfInNoarch(built),
    ...gitFolders(paths),
    ...strayBytecode(paths),
    ...topLevelTests(paths),
    ...cudaInDistributionName(paths),
    ...linkedLicenses(built),
  ];
}

/** A package without a script is empty on purpose: it only has dependencies. */
function empty({ makesFiles, files }: PackageFacts, paths: string[]): Suspicion[] {
  const hasScript = files.some(({ path }) => path === 'info/recipe/build.sh');
  if (paths.length > 0 || !(makesFiles || hasScript)) return [];
  return warning('The package contains no files except its metadata.', [
    'In the build script, install files into $PREFIX, and Python modules into $SP_DIR.',
    'If the recipe sets build.files, check that build.files matches the files that the script creates.',
  ]);
}

function elfInNoarch(built: PackageFacts): Suspicion[] {
  const paths = payloadOf(built).flatMap(({ path, elf }) => (elf ? [path] : []));
  if (built.subdir !== 'noarch' || paths.length === 0) return [];
  return warning(
    `The package cannot be noarch: ${filesText(paths)} ${plural(paths, 'runs', 'run')} on one platform only.`,
    ['Remove build.noarch from the recipe.'],
  );
}

function gitFolders(paths: string[]): Suspicion[] {
  const found = paths.filter((path) => path.split('/').includes('.git'));
  if (found.length === 0) return [];
  return warning(`The package contains a git repository: ${filesText(found)}.`, [
    'In the build script, copy only the files that the package needs, not the whole source.',
  ]);
}

/** Python has bytecode in `lib/python3.x/`, including `site-packages`; a noarch package in `site-packages/`. */
function strayBytecode(paths: string[]): Suspicion[] {
  const found = paths.filter(
    (path) =>
      path.includes('__pycache__/') && !/^(lib(64)?\/(python|pypy)[\d.]+|Lib|site-packages)\//.test(path),
  );
  if (found.length === 0) return [];
  return info(
    `The package contains Python bytecode outside the folders of Python modules (lib/python3.x, site-packages): ${filesText(found)}.`,
    ['In the build script, delete __pycache__ or set PYTHONDONTWRITEBYTECODE=1.'],
  );
}

function topLevelTests(paths: string[]): Suspicion[] {
  const found = paths.filter((path) => /(^|\/)site-packages\/tests?\//.test(path));
  if (found.length === 0) return [];
  return warning(
    `site-packages contains a top-level folder of tests, which may clash with other packages: ${filesText(found)}.`,
    [
      'In setup.py or pyproject.toml, exclude this folder from the packages. Or delete the folder in the build script.',
    ],
  );
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
      `The Python distribution is named ${distribution}, so pip check fails for packages that require ${plain}.`,
      [
        `If an environment variable adds the CUDA release to the name, do not set this variable: the name is then ${plain}.`,
        `Or set pip_check: false in the tests of the packages that require ${plain}.`,
      ],
    );
  });
}

/** rattler-build copies a link as a link; its target stays in the source (0.74). */
function linkedLicenses({ files }: PackageFacts): Suspicion[] {
  const found = files.filter(({ path, type }) => type === 'symlink' && path.startsWith('info/licenses/'));
  if (found.length === 0) return [];
  return warning(
    `The package contains a license as a symbolic link, which may lead nowhere: ${filesText(found.map(({ path }) => path))}.`,
    [
      'In about.license_file, name the file that the link leads to, or let the build script replace the link with a copy of this file.',
    ],
  );
}

function warning(message: string, help: string[]): Suspicion[] {
  return [{ severity: 'warning', message, help }];
}

function info(message: string, help: string[]): Suspicion[] {
  return [{ severity: 'info', message, help }];
}
