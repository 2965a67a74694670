import { FailedCall, followBuild, type FollowedFile } from '../../python/follow-build';
import type { Arguments } from '../../python/methods';
import { isDict, type Value } from '../../python/values';

/** What a build finds on the machine. */
export interface Scenario {
  hasGpu: boolean;
  /** False for a machine without CUDA; PyTorch is there, without CUDA too. */
  hasCuda?: boolean;
  /** Environment variables besides those of CUDA itself. */
  environment?: Readonly<Record<string, string>>;
  /** Arguments of setup.py. */
  flags?: readonly string[];
  /** As PyTorch's wheels call themselves, not conda's packages: `2.7.0+cu126`. */
  torch?: string;
}

/** What a build does in a scenario. */
export interface Outcome {
  /** Whether it compiles code for CUDA: 2 for certain, 1 perhaps, 0 as far as known not. */
  cuda: 0 | 1 | 2;
  /** The flags for nvcc, as far as known. */
  nvccFlags: string[];
}

const CUDA_HOME = '/cuda';

/** Follows build code in a scenario, where nvcc and CUDA are there. */
export function outcomeIn(files: readonly FollowedFile[], scenario: Scenario): Outcome {
  const outcome: Outcome = { cuda: 0, nvccFlags: [] };
  const values = valuesIn(scenario);
  const { hasCuda = true } = scenario;
  const environment = { ...(hasCuda && { CUDA_HOME, CUDA_PATH: CUDA_HOME }), ...scenario.environment };
  const surroundings = {
    environment,
    value: (path: string) => values.get(path),
    result: (path: string, call: Arguments) => {
      if (!scenario.hasGpu && path.startsWith('subprocess.') && startsSmi(call.args[0]))
        throw new FailedCall();
      return resultOf(path, call, scenario);
    },
    onLeftOut: (isCertain: boolean) => {
      outcome.cuda = isCertain ? 0 : (Math.min(outcome.cuda, 1) as 0 | 1);
    },
  };
  followBuild(files, surroundings, (path, call, isCertain) => {
    if (!compilesCuda(path, call)) return;
    outcome.cuda = isCertain ? 2 : (Math.max(outcome.cuda, 1) as 1 | 2);
    outcome.nvccFlags.push(...flagsIn(call));
  });
  return outcome;
}

function valuesIn({ flags = [], torch = '2.7.0', hasCuda = true }: Scenario): ReadonlyMap<string, Value> {
  const extension = 'torch.utils.cpp_extension';
  return new Map<string, Value>([
    ['sys.argv', ['setup.py', ...flags]],
    ['torch.__version__', torch],
    ['torch.version.__version__', torch],
    ['torch.version.cuda', hasCuda ? '12.6' : null],
    ['torch.version.hip', null],
    ['torch.version.xpu', null],
    [`${extension}.CUDA_HOME`, hasCuda ? CUDA_HOME : null],
    [`${extension}.ROCM_HOME`, null],
    [`${extension}.HIP_HOME`, null],
    [`${extension}.IS_HIP_EXTENSION`, false],
  ]);
}

/** The calls that ask for a GPU or for CUDA. */
function resultOf(path: string, { args: [program] }: Arguments, scenario: Scenario): Value | undefined {
  const { hasGpu, hasCuda = true } = scenario;
  if (path === 'torch.cuda.is_available') return hasGpu;
  if (path === 'torch.cuda.device_count') return hasGpu ? 1 : 0;
  if (/^torch(\.\w+)*\.is_(\w+_)?available$/.test(path)) return false;
  if (path.endsWith('_find_cuda_home')) return hasCuda ? CUDA_HOME : null;
  return path === 'shutil.which' ? programAt(program, hasGpu, hasCuda) : undefined;
}

function programAt(program: Value | undefined, hasGpu: boolean, hasCuda: boolean): Value | undefined {
  if (program === 'nvcc') return hasCuda ? `${CUDA_HOME}/bin/nvcc` : null;
  return program === 'nvidia-smi' ? (hasGpu ? '/usr/bin/nvidia-smi' : null) : undefined;
}

/** `["nvidia-smi", "-L"]` or `"nvidia-smi -L"` */
function startsSmi(command: Value | undefined): boolean {
  const [program] = Array.isArray(command) ? command : [command];
  return typeof program === 'string' && /^nvidia-smi\b/.test(program);
}

/** PyTorch's own class, or an extension with .cu files or a macro that turns CUDA on. */
function compilesCuda(path: string, call: Arguments): boolean {
  if (/(^|\.)CUDAExtension$/.test(path)) return true;
  if (!/Extension$/.test(path)) return false;
  return textsIn([...call.args, ...call.keywords.values()]).some(
    (text) => text.endsWith('.cu') || /^(WITH|USE|HAS|HAVE|ENABLE)_CUDA$/.test(text),
  );
}

function flagsIn({ keywords }: Arguments): string[] {
  const given = keywords.get('extra_compile_args');
  return given !== undefined && isDict(given)
    ? textsIn([given.get('nvcc') ?? null])
    : textsIn([given ?? null]);
}

const MAX_VALUES = 5000;

function textsIn(values: readonly Value[]): string[] {
  const waiting = [...values];
  const texts: string[] = [];
  for (let count = 0; waiting.length > 0 && count < MAX_VALUES; count++) {
    const value = waiting.shift();
    if (typeof value === 'string') texts.push(value);
    if (Array.isArray(value)) for (const item of value) waiting.push(item);
    if (value !== undefined && isDict(value)) waiting.push(...value.values());
  }
  return texts;
}
