import type { CudaSwitches } from '../../source-facts';
import { type BuildFile } from '../../python-project/build-code';
import { outcomeIn, type Scenario } from './cuda-scenario';
import { type EnvironmentRead, environmentReads } from './environment-reads';

/** Names of variables that turn CUDA on, the most direct ones first; and names of those that turn it off. */
const ON = [
  /^FORCE_CUDA$/,
  /FORCE(?!.*ONLY).*(CUDA|GPU)/,
  /(WITH|USE|ENABLE|BUILD|HAS|COMPILE|INSTALL).*(CUDA|GPU|NVCC)/,
  /(CUDA|GPU|NVCC)/,
];
const OFF = /SKIP|(^|_)NO(_|T_|$)|DISABLE|WITHOUT|CPU|NOCOMPILE/;
const ARCHITECTURES = /ARCH|_SM(_|S|$)|CAPABILIT/;
/** Compile here, instead of downloading a wheel. */
const BUILD = /(^|_)FORCE_(BUILD|COMPILE|SOURCE)(_|$)/;
const VALUES = ['1', 'TRUE', 'ON'];
/** Each run takes up to a tenth of a second. */
const MAX_RUNS = 80;
const HOME = /^CUDA_?(HOME|PATH|ROOT|DIR|TOOLKIT_ROOT_DIR|TOOLKIT_PATH|INSTALL_PATH)$/;
/** setuptools refuses arguments that it does not know. */
const TAKES_FLAGS = /\bargv\.(remove|pop)\(|\bsys\.argv[ \t]*=|\bparse_known_args\(/;
const MAX_CANDIDATES = 30;
const PROBE =
  /\bcuda\.(is_available|device_count|get_device_capability|get_device_properties|current_device)\(|["'](?:[\w/]*\/)?nvidia-smi\b|\bpynvml\b|\bnvmlInit/;

/** How the CUDA code of a source is compiled on a machine with CUDA but without a GPU. */
export function cudaSwitches(files: readonly BuildFile[]): CudaSwitches {
  const reads = environmentReads(files);
  const building = reads
    .filter(({ name }) => BUILD.test(name))
    .map((read) => ({ name: read.name, value: valueFor(read) }));
  const homes = [...new Set(reads.map(({ name }) => name))].filter((name) => HOME.test(name));
  const found = turningOn(files, reads);
  return {
    building,
    ...found,
    ...(homes.length > 0 && { homes }),
    ...(found.flags.length > 0 && { takesFlags: files.some(({ text }) => TAKES_FLAGS.test(text)) }),
  };
}

function turningOn(
  files: readonly BuildFile[],
  reads: readonly EnvironmentRead[],
): Omit<CudaSwitches, 'building'> {
  let left = MAX_RUNS;
  const cudaIn = (scenario: Scenario) => (left-- > 0 ? outcomeIn(files, scenario).cuda : 0);
  const without = cudaIn({ hasGpu: false });
  if (without === 2) return { variables: [], flags: [] };
  const isOn = (scenario: Omit<Scenario, 'hasGpu'>) => cudaIn({ hasGpu: false, ...scenario }) > without;
  const variables = settingsOf(reads, (environment) => isOn({ environment }));
  if (variables) return withVariables(variables, without, () => cudaIn({ hasGpu: true }));
  const flag = flagsOf(files).find((one) => isOn({ flags: [one] }));
  if (flag !== undefined) return { variables: [], flags: [flag] };
  const byArchitectures = reads.some(
    ({ name }) => ARCHITECTURES.test(name) && isOn({ environment: { [name]: '8.0' } }),
  );
  if (byArchitectures) return { variables: [], flags: [] };
  const place = probeIn(files);
  if (cudaIn({ hasGpu: true }) > without)
    return { variables: [], flags: [], ...(place && { needsGpu: place }) };
  if (isOn({ torch: '2.7.0+cu126' }))
    return { variables: [], flags: [], needsWheel: placeOf(files, /torch\.__version__/) };
  return {
    ...byName(reads, place),
    ...(place === undefined && { unfollowed: hintsIn(reads) }),
  };
}

/** A GPU does not matter if CUDA is off with it too. */
function withVariables(
  variables: Setting[],
  without: number,
  withGpu: () => number,
): Omit<CudaSwitches, 'building'> {
  const needsVariables = without === 0 && withGpu() === 0;
  return { variables, flags: [], ...(needsVariables && { needsVariables }) };
}

/** The variables that may decide. */
function hintsIn(reads: readonly EnvironmentRead[]): string[] {
  const names = ordered(reads).map(({ name }) => name);
  return names.filter((name) => FOR_CUDA.test(name) && !HOME.test(name)).slice(0, MAX_PAIRED);
}

/** Where conditions cannot be followed, the names of variables tell what they do. */
function byName(
  reads: readonly EnvironmentRead[],
  place: string | undefined,
): Omit<CudaSwitches, 'building'> {
  if (place === undefined) return { variables: [], flags: [] };
  const named = ordered(reads).find(({ name }) => rankOf(name) < 2);
  if (named) return { variables: [{ name: named.name, value: valueFor(named) }], flags: [] };
  const isGuarded = reads.some(
    ({ name }) => ARCHITECTURES.test(name) && /^(?!TORCH_).*(CUDA|GPU)/.test(name),
  );
  return { variables: [], flags: [], ...(!isGuarded && { mayNeedGpu: place }) };
}

interface Setting {
  name: string;
  value: string;
}

/** The first variable, or pair of variables, that turns CUDA on. */
function settingsOf(
  reads: readonly EnvironmentRead[],
  isOn: (environment: Record<string, string>) => boolean,
): Setting[] | undefined {
  const single = ordered(reads).flatMap((read) =>
    [...new Set([...read.compared, ...VALUES])].map((value) => ({ name: read.name, value })),
  );
  const one = single.find(({ name, value }) => isOn({ [name]: value }));
  if (one) return [one];
  const direct = ordered(reads)
    .filter(({ name }) => FOR_CUDA.test(name))
    .slice(0, MAX_PAIRED)
    .map((read) => ({ name: read.name, value: valueFor(read) }));
  return pairsOf(direct).find((pair) =>
    isOn(Object.fromEntries(pair.map(({ name, value }) => [name, value]))),
  );
}

/** Names of variables that pairs are tried with: CUDA, and extensions as such. */
const FOR_CUDA = /CUDA|GPU|NVCC|(WITH|BUILD|ENABLE|COMPILE|INSTALL)_?\w*(EXT|OPS|KERNEL|NATIVE)/;
const MAX_PAIRED = 8;

function pairsOf(settings: readonly Setting[]): Setting[][] {
  return settings.flatMap((one, index) => settings.slice(index + 1).map((other) => [one, other]));
}

/** Those that may turn CUDA on, the most direct ones first. */
function ordered(reads: readonly EnvironmentRead[]): EnvironmentRead[] {
  return reads
    .filter(({ name }) => !ARCHITECTURES.test(name) && !BUILD.test(name))
    .sort((a, b) => rankOf(a.name) - rankOf(b.name))
    .slice(0, MAX_CANDIDATES);
}

function rankOf(name: string): number {
  if (OFF.test(name)) return ON.length + 1;
  const rank = ON.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? ON.length : rank;
}

function valueFor({ compared, otherwise }: EnvironmentRead): string {
  return compared.find((value) => value !== '' && value !== otherwise) ?? '1';
}

function flagsOf(files: readonly BuildFile[]): string[] {
  const found = files.flatMap(({ text }) => [...text.matchAll(/["'](--[\w-]{3,40})["']/g)]);
  const flags = found.map(([, flag = '']) => flag).filter((flag) => /cuda|gpu|nvcc/i.test(flag));
  return [...new Set(flags)].slice(0, MAX_CANDIDATES);
}

/** `setup.py:12`: where the build asks for a GPU. */
function probeIn(files: readonly BuildFile[]): string | undefined {
  return placeOf(files, PROBE);
}

function placeOf(files: readonly BuildFile[], pattern: RegExp): string | undefined {
  for (const { name, text } of files) {
    const line = text.split('\n').findIndex((one) => pattern.test(one) && !/^\s*#/.test(one));
    if (line >= 0) return `${name}:${line + 1}`;
  }
  return undefined;
}
