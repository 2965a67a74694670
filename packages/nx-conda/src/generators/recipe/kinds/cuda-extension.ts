import type { CudaFacts, PythonFacts } from '../../../source/source-facts';
import { crateLicenses } from '../crate-licenses';
import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { normalisedName } from '../requirements/conda-name';
import { line, type RequirementLine, requirementList } from '../requirements/requirement-lines';
import { deviceCodeTest } from '../sections/device-code-test';
import { gpuTest } from '../sections/gpu-test';
import { commandTests, importTest } from '../sections/tests';
import { isPlainPath } from '../text/untrusted-text';
import { indented } from '../text/script-lines';
import { noted, type YamlEntries } from '../text/yaml-value';
import { cmakeCpuLines, cmakeCudaLines, skipped, withCuda as remarkWithCuda } from './cmake-cuda';
import { buildTodos, compilerLines, cudaCompilerLine } from './compilers';
import * as parts from './cuda-parts';
import { cudaScript } from './cuda-script';
import { argumentLines, homeLines, pipArguments } from './cuda-switch-lines';
import { PIP_INSTALL, pythonEnvironments, skippedPythons, versionVariables } from './python-environment';

const NO_FACTS: CudaFacts = {
  ...{ builtBy: 'torch', extensions: [], devPackages: [], fixedPaths: [] },
  hasDeviceCode: true,
};

/** A Python package with kernels: a variant for each CUDA release, and one without CUDA if the variants have it. */
export function cudaExtensionRecipe(plan: RecipePlan): RecipeBody {
  const python = pythonFactsOf(plan);
  const cuda = plan.facts.cuda ?? NO_FACTS;
  const crates = crateLicenses(plan);
  const { build, host, run } = pythonEnvironments(plan, python, false);
  const isForTorch = parts.usesTorch(cuda) || [...host, ...run].some(({ name }) => name === 'pytorch');
  const forTorch = (lines: RequirementLine[]) => (isForTorch ? parts.pytorchFor(lines, run) : lines);
  const compilers = compilerLines(['cxx', ...plan.facts.languages]);
  const tools = withNinja(build, python, cuda);
  return {
    context: { accelerator: parts.accelerator(plan.name) },
    build: {
      string: parts.BUILD_STRING,
      ...skipped(skippedPythons(python), cuda),
      script: cudaScript(
        environmentOf(plan, python, cuda),
        scriptOf(plan, python, cuda, crates.commands),
        cuda,
        plan.cuda,
      ),
    },
    requirements: {
      build: noted(
        [...buildTodos(python, plan.facts), remarkWithCuda(cuda)],
        requirementList([...compilers, ...tools, ...crates.tools, cudaCompilerLine()]),
      ),
      host: requirementList([...forTorch(hostOf(host, run, cuda)), ...parts.cudaHost(cuda)]),
      run: requirementList([...forTorch(run), ...parts.cudaRun(cuda)]),
    },
    tests: [
      importTest(python, plan.patches),
      ...commandTests(python),
      ...deviceCodeTest(plan.name, cuda, true),
      gpuTest(cuda),
    ],
    hasSource: true,
  };
}

/** PyTorch's builder, Meson and pccm use Ninja; CMake uses Ninja or Make; other builds call nvcc themselves. */
function withNinja(
  tools: RequirementLine[],
  { buildRequires }: PythonFacts,
  { builtBy }: CudaFacts,
): RequirementLine[] {
  const has = (wanted: string) => tools.some(({ name }) => name === wanted);
  const usesPccm = buildRequires.some(({ name }) => ['pccm', 'cumm'].includes(normalisedName(name)));
  const isOwn = builtBy === 'setup' && !usesPccm;
  return isOwn || has('ninja') || (has('make') && builtBy === 'cmake') ? tools : [...tools, line('ninja')];
}

/** Custom builds import the package that they build, so host also needs its run requirements. */
function hostOf(host: RequirementLine[], run: RequirementLine[], { builtBy }: CudaFacts): RequirementLine[] {
  if (builtBy !== 'setup') return host;
  const there = new Set(host.map(({ name }) => name));
  const added = run.filter(({ name, text }) => text !== undefined && !there.has(name));
  return [...host, ...added.map((one, index) => (index === 0 ? withReason(one) : one))];
}

function withReason(one: RequirementLine): RequirementLine {
  const reason =
    'The next lines repeat run requirements, because the build may import the package that it builds.';
  return { ...one, comment: one.comment === undefined ? reason : `${reason}\n${one.comment}` };
}

function environmentOf(plan: RecipePlan, python: PythonFacts, cuda: CudaFacts): YamlEntries {
  const isCumm =
    python.renamedBy.includes('CUMM_CUDA_VERSION') ||
    [...python.buildRequires, ...python.requires].some(({ name }) => normalisedName(name) === 'cumm');
  return {
    ...buildVariables(normalisedName(plan.facts.name ?? plan.name)),
    ...versionVariables(python),
    ...parts.architectureVariables(cuda, isCumm, plan.cuda),
  };
}

function scriptOf(
  { facts }: RecipePlan,
  { project, renamedBy }: PythonFacts,
  cuda: CudaFacts,
  bundling: readonly string[],
): string {
  const readsArguments = facts.cmake?.readsArguments === true;
  const variables = renamedBy.filter((name) => /^[A-Za-z_]\w{0,99}$/.test(name));
  const withCuda = [
    ...unsetting(variables),
    ...toolkitFor(cuda),
    ...cmakeCudaLines(cuda, readsArguments),
    ...argumentLines(cuda.switches),
  ];
  const without = [...emptying(variables), ...cmakeCpuLines(cuda, readsArguments)];
  const folder = project !== undefined && project !== '.' && isPlainPath(project) ? `./${project}` : '.';
  return `${[
    'set -euxo pipefail',
    ...branches(withCuda, without),
    ...bundling,
    `$PYTHON ${PIP_INSTALL.replace(' . ', ` ${folder} `)}${pipArguments(cuda.switches)}`,
  ].join('\n')}\n`;
}

function toolkitFor(cuda: CudaFacts): string[] {
  if (parts.usesTorch(cuda)) return parts.TORCH_TOOLKIT;
  if (cuda.builtBy === 'cmake') return [];
  if (cuda.builtBy === 'meson') return [...parts.JOINED_TOOLKIT, ...MESON_TOOLKIT];
  return [...parts.JOINED_TOOLKIT, ...homeLines(cuda.switches)];
}

const MESON_TOOLKIT = [
  '# Meson looks for CUDA here.',
  'export CUDA_PATH="$toolkit"',
  '# TODO: check that meson.build sets the GPU architectures. Meson reads no environment variable for them.',
];

/** The lines for the variants with CUDA, and without. */
function branches(withCuda: string[], without: string[]): string[] {
  const isNone = '"${{ cuda_compiler_version }}" == "None"';
  if (without.length > 0) {
    const otherwise = withCuda.length > 0 ? ['else', ...indented(withCuda)] : [];
    return [`if [[ ${isNone} ]]; then`, ...indented(without), ...otherwise, 'fi'];
  }
  return withCuda.length > 0
    ? [`if [[ ${isNone.replace('==', '!=')} ]]; then`, ...indented(withCuda), 'fi']
    : [];
}

/** With a version there, the name of the distribution would not match any requirement. */
function unsetting(variables: string[]): string[] {
  if (variables.length === 0) return [];
  return [
    `# A version in ${variables.join(' or ')} changes the name of the distribution to <name>-cu126.`,
    '# Then pip check fails for packages that require <name>.',
    `unset ${variables.join(' ')}`,
  ];
}

function emptying(variables: string[]): string[] {
  if (variables.length === 0) return [];
  return [
    '# An empty value turns CUDA off, even if this machine has nvcc.',
    ...variables.map((name) => `export ${name}=""`),
  ];
}

/** Environment variables that a source needs to build a proper package, by name. From the setup.py of each. */
const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Compile the extension now, instead of on the user's machine.
  cumm: { CUMM_DISABLE_JIT: '1' },
  spconv: { CUMM_DISABLE_JIT: '1', SPCONV_DISABLE_JIT: '1' },
};

function buildVariables(name: string): Readonly<Record<string, string>> {
  return Object.hasOwn(VARIABLES, name) ? (VARIABLES[name] ?? {}) : {};
}
