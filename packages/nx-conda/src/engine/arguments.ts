/** Argument lists for rattler-build. Only computes them; `run.ts` runs them. */

export interface VariantArguments {
  /** Absolute paths, later files win. */
  variantFiles: string[];
  /** Leave out the `variants.yaml` beside the recipe. */
  ignoreRecipeVariants?: boolean;
}

/** How recipes are rendered; independent of the recipe. */
export interface RenderSettings extends VariantArguments {
  /** Undefined: the machine's own platform. */
  targetPlatform?: string;
  /** A recipe uses experimental features of rattler-build (`load_from_file`, `git.*`, ...). */
  experimental: boolean;
}

export interface RenderRequest extends RenderSettings {
  /** Absolute path of recipe.yaml. */
  recipe: string;
}

export interface BatchRequest extends RenderSettings {
  /** Absolute paths of recipe.yaml files. */
  recipes: string[];
}

export interface BuildRequest extends RenderRequest {
  /** In order of priority. Never empty: without channels, rattler-build uses conda-forge. */
  channels: string[];
  /** Absolute path; becomes a channel. */
  outputFolder: string;
  /** Ignore packages uploaded after this date. */
  excludeNewer?: string;
  /** Do not rebuild packages that are already in the output folder. */
  skipExisting?: boolean;
  /** Build only this output and those of the recipe that it requires; undefined: all. */
  upTo?: string;
}

export interface TestRequest {
  /** Absolute path of the `.conda` file. */
  packageFile: string;
  channels: string[];
  /** Scratch folder, absolute. */
  outputFolder: string;
}

// A user's own rattler configuration would make results differ from machine to machine.
const COMMON = ['--no-config', '--color', 'never'];
const DETERMINISTIC = [...COMMON, '--log-style', 'plain'];

export function renderArguments(request: RenderRequest): string[] {
  return ['build', ...DETERMINISTIC, '--render-only', ...recipeArguments([request.recipe], request)];
}

/** Only the JSON log of rattler-build (0.74) tells which output comes from which recipe. */
export function batchArguments(request: BatchRequest): string[] {
  const log = ['--log-style', 'json'];
  return ['build', ...COMMON, ...log, '--render-only', ...recipeArguments(request.recipes, request)];
}

/** Skips tests: they have their own target and must not delay downstream builds. */
export function buildArguments(request: BuildRequest): string[] {
  return [
    'build',
    ...DETERMINISTIC,
    ...recipeArguments([request.recipe], request),
    ...channelArguments(request.channels),
    ...['--output-dir', request.outputFolder],
    // Packages contain the path of the build folder: without a time stamp in it, equal inputs give equal content.
    '--no-build-id',
    ...['--test', 'skip'],
    ...(request.excludeNewer ? ['--exclude-newer', timestamp(request.excludeNewer)] : []),
    ...(request.skipExisting ? ['--skip-existing=local'] : []),
    ...(request.upTo === undefined ? [] : ['--up-to', request.upTo]),
  ];
}

export function testArguments(request: TestRequest): string[] {
  return [
    'test',
    ...DETERMINISTIC,
    ...['--package-file', request.packageFile],
    ...channelArguments(request.channels),
    ...['--output-dir', request.outputFolder],
  ];
}

/** rattler-build accepts only a point in time; a date means its start, UTC. */
function timestamp(date: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T00:00:00Z` : date;
}

function recipeArguments(recipes: string[], request: RenderSettings): string[] {
  return [
    ...recipes.flatMap((recipe) => ['--recipe', recipe]),
    ...request.variantFiles.flatMap((file) => ['--variant-config', file]),
    ...(request.ignoreRecipeVariants ? ['--ignore-recipe-variants'] : []),
    ...(request.targetPlatform ? ['--target-platform', request.targetPlatform] : []),
    ...(request.experimental ? ['--experimental'] : []),
  ];
}

function channelArguments(channels: string[]): string[] {
  return channels.flatMap((channel) => ['--channel', channel]);
}
