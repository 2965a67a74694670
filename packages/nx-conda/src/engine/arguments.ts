/** rattler-build's command lines, as argument lists. Computes only; `run.ts` acts. */

export interface VariantArguments {
  /** Absolute paths, later files win. */
  variantFiles: string[];
  /** Leave out the `variants.yaml` beside the recipe. */
  ignoreRecipeVariants?: boolean;
}

export interface RenderRequest extends VariantArguments {
  /** Absolute path of recipe.yaml. */
  recipe: string;
  /** Undefined: the machine's own platform. */
  targetPlatform?: string;
  /** The recipe uses what rattler-build calls experimental (`load_from_file`, `git.*`, ...). */
  experimental: boolean;
}

export interface BuildRequest extends RenderRequest {
  /** In order of priority. Never empty: without any, rattler-build takes conda-forge. */
  channels: string[];
  /** Absolute path; becomes a channel itself. */
  outputFolder: string;
  /** Ignore packages uploaded after this date. */
  excludeNewer?: string;
  /** Do not build again what is in the output folder already. */
  skipExisting?: boolean;
}

export interface TestRequest {
  /** Absolute path of the `.conda` file. */
  packageFile: string;
  channels: string[];
  /** Scratch folder, absolute. */
  outputFolder: string;
}

// A user's own rattler configuration would make results differ from machine to machine.
const DETERMINISTIC = ['--no-config', '--log-style', 'plain', '--color', 'never'];

export function renderArguments(request: RenderRequest): string[] {
  return ['build', ...DETERMINISTIC, '--render-only', ...recipeArguments(request)];
}

/** Tests are skipped: they are a target of their own, and need not hold up the packages built on top. */
export function buildArguments(request: BuildRequest): string[] {
  return [
    'build',
    ...DETERMINISTIC,
    ...recipeArguments(request),
    ...channelArguments(request.channels),
    ...['--output-dir', request.outputFolder],
    // The build folder's path ends up in packages: without a time stamp in it, equal inputs give equal content.
    '--no-build-id',
    ...['--test', 'skip'],
    ...(request.excludeNewer ? ['--exclude-newer', timestamp(request.excludeNewer)] : []),
    ...(request.skipExisting ? ['--skip-existing=local'] : []),
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

/** rattler-build takes a point in time only; a date means its beginning, UTC. */
function timestamp(date: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T00:00:00Z` : date;
}

function recipeArguments(request: RenderRequest): string[] {
  return [
    ...['--recipe', request.recipe],
    ...request.variantFiles.flatMap((file) => ['--variant-config', file]),
    ...(request.ignoreRecipeVariants ? ['--ignore-recipe-variants'] : []),
    ...(request.targetPlatform ? ['--target-platform', request.targetPlatform] : []),
    ...(request.experimental ? ['--experimental'] : []),
  ];
}

function channelArguments(channels: string[]): string[] {
  return channels.flatMap((channel) => ['--channel', channel]);
}
