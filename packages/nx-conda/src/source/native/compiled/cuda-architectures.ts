import type { ArchitectureVariable, CudaArchitectures, CudaSwitches } from '../../source-facts';
import type { BuildFile } from '../../python-project/build-code';
import { flowingVariable } from './architecture-flow';
import { probedVariable } from './architecture-probes';
import { type Outcome, outcomeIn } from './cuda-scenario';
import { usesTorch } from './extension-makers';
import { type EnvironmentRead, environmentReads } from './environment-reads';

/** PyTorch's own variable. */
export const TORCH_LIST = 'TORCH_CUDA_ARCH_LIST';
const NAME = /ARCH|(CUDA|GPU)_?SMS?(_|$)|SM_?(LIST|VERSIONS?)|CAPABILIT/;
const OF_CUDA = /CUDA|GPU|NVCC|NVTE|SM/;
const NOT_CUDA = /HIP|ROCM|AMD|MUSA|XPU|SYCL|CPU|OSX|MACOS|ARCHFLAGS|ARCHIVE|SEARCH/;
/** A flag of nvcc, or a part of one. */
const FLAG =
  /(?:arch|gencode|gpu-code|gpu-architecture)\b.{0,40}?(?:compute|sm)_\d{2,3}[af]?\b|["'](?:compute|sm)_\d{2,3}[af]?["']/;

/**
 * What decides for which GPUs a setup.py compiles.
 * @param switches that turn CUDA on, without which its flags are not seen
 */
export function cudaArchitectures(files: readonly BuildFile[], switches: CudaSwitches): CudaArchitectures {
  const reads = environmentReads(files).filter(({ name }) => !NOT_CUDA.test(name));
  const base = Object.fromEntries(switches.variables.map(({ name, value }) => [name, value]));
  const outcomeWith = (environment: Readonly<Record<string, string>>) =>
    outcomeIn(files, { hasGpu: false, flags: switches.flags, environment: { ...base, ...environment } });
  const outcome = outcomeWith({ [TORCH_LIST]: TRIED });
  const { named, isWhole } = namedFlags(files, outcome);
  // PyTorch's builder reads its own variable.
  if (named.length === 0 && outcome.cuda > 0 && usesTorch(files)) return {};
  const variable = variableOf(files, reads, outcomeWith);
  if (variable) return { variable };
  if (named.length === 0 || (outcome.cuda === 0 && reads.some(({ name }) => name === TORCH_LIST))) return {};
  const own = isWhole ? outcomeWith({}).nvccFlags : named;
  const ofSource = named.filter((flag) => own.includes(flag));
  return { fixed: { architectures: numbersIn(ofSource), place: placeOf(files) } };
}

/** The flags that name architectures. */
function namedFlags(files: readonly BuildFile[], outcome: Outcome): { named: string[]; isWhole: boolean } {
  // A command of the source's own may add the flags later; PyTorch's builder takes those of the call.
  const isWhole = outcome.cuda > 0 && (usesTorch(files) || outcome.nvccFlags.length > 0);
  const flags = isWhole ? outcome.nvccFlags : stringsIn(files);
  return { named: flags.filter((flag) => FLAG.test(flag)), isWhole };
}

/** A value of PyTorch's variable. */
const TRIED = '8.0';

function variableOf(
  files: readonly BuildFile[],
  reads: readonly EnvironmentRead[],
  outcomeWith: (environment: Readonly<Record<string, string>>) => Outcome,
): ArchitectureVariable | undefined {
  const probed = probedVariable(reads, (environment) => outcomeWith(environment).nvccFlags);
  if (probed) return probed;
  const flowing = flowingVariable(files, reads);
  if (flowing) return { name: flowing.name, ...formOf(flowing) };
  return ownVariable(reads);
}

function numbersIn(flags: readonly string[]): string[] {
  const numbers = flags.flatMap((flag) => [...flag.matchAll(/(?:compute|sm)_(\d{2,3})/g)]);
  return [...new Set(numbers.map(([, number = '']) => number))].sort((a, b) => Number(a) - Number(b));
}

/** The first place with such a flag: `setup.py:12`. */
function placeOf(files: readonly BuildFile[]): string {
  for (const { name, text } of files) {
    const line = text.split('\n').findIndex((one) => FLAG.test(one) && !/^\s*#/.test(one));
    if (line >= 0) return `${name}:${line + 1}`;
  }
  return files[0]?.name ?? 'setup.py';
}

function stringsIn(files: readonly BuildFile[]): string[] {
  return files.flatMap(({ text }) =>
    text.split('\n').filter((line) => line.length < 500 && !/^\s*#/.test(line) && FLAG.test(line)),
  );
}

/** The variable for architectures that is the build's own. */
function ownVariable(reads: readonly EnvironmentRead[]): ArchitectureVariable | undefined {
  const found = reads.filter(
    ({ name, otherwise }) =>
      name !== TORCH_LIST &&
      NAME.test(name) &&
      OF_CUDA.test(name) &&
      !NOT_CUDA.test(name) &&
      otherwise !== 'native',
  );
  const best = found.find(({ name }) => /CUDA/.test(name)) ?? found[0];
  return best && { name: best.name, ...formOf(best) };
}

/** How the variable is written, from its default and from the code that takes it apart. */
function formOf({ otherwise = '', file }: EnvironmentRead): Omit<ArchitectureVariable, 'name'> {
  const lines = file.text
    .split('\n')
    .filter((line) => /arch|capabilit|\bsm|\bsep/i.test(line) && line.length < 500);
  const code = lines.join('\n');
  const separator = /\d\s*([;, ])\s*\d/.exec(otherwise)?.[1] ?? separatorIn(code);
  const isDotted = /\d/.test(otherwise) ? /\d\.\d/.test(otherwise) : isDottedIn(code);
  const prefix = /^sm_(?=\d+$)/.exec(otherwise)?.[0];
  return {
    ...(/\d/.test(otherwise) && { otherwise }),
    ...(prefix === undefined ? separator !== undefined && { separator } : { prefix, isSingle: true }),
    ...(isDotted !== undefined && { isDotted }),
  };
}

/** `split(";")`, `sep = ";"`, `split()`; undefined if there are none or several. */
function separatorIn(code: string): string | undefined {
  const named = code.matchAll(/(?:split\(\s*|\bsep(?:arator)?\s*=\s*)(["'])([;, ])\1/g);
  const found = new Set([...named].map(([, , separator = '']) => separator));
  if (/\.split\(\s*\)/.test(code)) found.add(' ');
  return found.size === 1 ? [...found][0] : undefined;
}

/** `float(arch)` reads 8.0, `f"compute_{arch}"` needs 80; undefined if there is neither. */
function isDottedIn(code: string): boolean | undefined {
  const isDotted = /\bfloat\(|\.replace\(\s*["']\.["']/.test(code);
  const isPlain = /(?:compute|sm)_(?:\{|%s|%d|["'] *\+)|\bint\(\s*\w*arch/i.test(code);
  return isDotted ? true : isPlain ? false : undefined;
}
