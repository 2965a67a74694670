/** The keys of a mapping, and the keys allowed below each; `any`: anything. */
export interface KeyTable {
  [key: string]: KeyTable | 'any' | undefined;
}

const keys = (names: string): KeyTable => Object.fromEntries(names.split(' ').map((name) => [name, 'any']));

const SCRIPT: KeyTable = keys('interpreter env secrets content file cwd');
const DYNAMIC_LINKING = keys(
  'rpaths binary_relocation missing_dso_allowlist rpath_allowlist overdepending_behavior overlinking_behavior',
);

const BUILD: KeyTable = {
  ...keys('number string noarch flags skip always_copy_files always_include_files merge_build_and_host_envs'),
  script: SCRIPT,
  steps: keys('run uses with if interpreter cwd env name'),
  python: keys(
    'entry_points skip_pyc_compilation use_python_app_entrypoint version_independent site_packages_path',
  ),
  files: keys('include exclude'),
  dynamic_linking: DYNAMIC_LINKING,
  variant: keys('use_keys ignore_keys down_prioritize_variant'),
  prefix_detection: { ...keys('ignore ignore_binary_files'), force_file_type: keys('text binary') },
  post_process: keys('files regex replacement'),
};

const SOURCE = keys(
  'url sha256 md5 file_name patches target_directory attestation filter git rev tag branch depth lfs submodules expected_commit path use_gitignore',
);

const REQUIREMENTS: KeyTable = {
  ...keys('build host run run_constraints extras'),
  run_exports: keys('noarch strong strong_constraints weak weak_constraints'),
  ignore_run_exports: keys('by_name from_package'),
};

const CONTENTS = keys('exists not_exists');

const TEST: KeyTable = {
  script: SCRIPT,
  requirements: keys('run build'),
  files: keys('source recipe'),
  python: keys('imports pip_check python_version'),
  perl: keys('uses'),
  r: keys('libraries'),
  ruby: keys('requires'),
  downstream: 'any',
  package_contents: {
    ...{ files: CONTENTS, site_packages: CONTENTS, bin: CONTENTS, lib: CONTENTS, include: CONTENTS },
    strict: 'any',
  },
};

const ABOUT = keys(
  'homepage license license_file license_family summary description documentation repository',
);

const OUTPUT: KeyTable = {
  package: keys('name version'),
  staging: keys('name'),
  inherit: keys('from run_exports'),
  source: SOURCE,
  requirements: REQUIREMENTS,
  build: BUILD,
  about: ABOUT,
  tests: TEST,
};

/**
 * The keys that rattler-build 0.74 accepts, from its own messages: it lists the valid fields for an invalid one. A list
 * counts as each of its items.
 */
export const RECIPE_KEYS: KeyTable = {
  ...keys('schema_version context extra'),
  package: keys('name version'),
  source: SOURCE,
  build: BUILD,
  requirements: REQUIREMENTS,
  about: ABOUT,
  tests: TEST,
};

/** The same for a recipe with outputs. */
export const OUTPUTS_RECIPE_KEYS: KeyTable = {
  ...keys('schema_version context extra version'),
  recipe: keys('name version'),
  source: SOURCE,
  build: BUILD,
  about: ABOUT,
  tests: TEST,
  outputs: OUTPUT,
};
