import type { CudaFacts, PythonFacts } from '../../../source/source-facts';
import { crateLicenses } from '../crate-licenses';
import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { normalisedName } from '../requirements/conda-name';
import { line, type RequirementLine, requirementList } from '../requirements/requirement-lines';
import { gpuTest } from '../sections/gpu-test';
import { commandTests, importTest } from '../sections/tests';
import { isPlainPath } from '../text/untrusted-text';
import { indented } from '../text/script-lines';
import { Block, type YamlEntries } from '../text/yaml-value';
import { compilerLines, cudaCompilerLine } from './compilers';
import * as parts from './cuda-parts';
import { PIP_INSTALL, pythonEnvironments, skippedPythons, versionVariables } from './python-environment';

const NO_FACTS: CudaFacts = { builtBy: 'torch', extensions: [], devPackages: [], fixedPaths: [] };

/** A Python package with kernels: a variant for each CUDA release, and one without CUDA if the variants have it. */
export function cudaExtensionRecipe(plan: RecipePlan): RecipeBody {
  const python = pythonFactsOf(plan);
  const cuda = plan.facts.cuda ?? NO_FACTS;
  const crates = crateLicenses(plan);
  const { build, host, run } = pythonEnvironments(plan, python, false);
  const forTorch = (lines: RequirementLine[]) => (cuda.builtBy === 'torch' ? parts.pytorchFor(lines) : lines);
  const tools = build.some(({ name }) => name === 'ninja') ? build : [...build, line('ninja')];
  return {
    context: { accelerator: parts.accelerator(plan.name) },
    build: {
      string: parts.BUILD_STRING,
      ...skippedPythons(python),
      script: {
        env: environmentOf(plan, python, cuda),
        content: new Block(scriptOf(python, cuda, crates.commands)),
      },
    },
    requirements: {
      build: requirementList([
        ...compilerLines(['cxx', ...plan.facts.languages]),
        ...tools,
        ...crates.tools,
        cudaCompilerLine(),
      ]),
      host: requirementList([...forTorch(hostOf(host, run, cuda)), ...parts.cudaHost(cuda)]),
      run: requirementList([...forTorch(run), ...parts.cudaRun(cuda)]),
    },
    tests: [importTest(python, plan.patches), ...commandTests(python), gpuTest(cuda)],
    hasSource: true,
  };
}

/** Custom builds import the package that they build, so host also needs its run requirements. */
function hostOf(host: RequirementLine[], run: RequirementLine[], { builtBy }: CudaFacts): RequirementLine[] {
  if (builtBy !== 'setup') return host;
  const there = new Set(host.map(({ name }) => name));
  const added = run.filter(({ name, text }) => text !== undefined && !there.has(name));
  return [...host, ...added.map((one, index) => (index === 0 ? withReason(one) : one))];
}

function withReason(one: RequirementLine): RequirementLine {
  const reason = 'The next lines repeat the run requirements, because the build may import the package.';
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
  { project, renamedBy }: PythonFacts,
  { builtBy }: CudaFacts,
  bundling: readonly string[],
): string {
  const variables = renamedBy.filter((name) => /^[A-Za-z_]\w{0,99}$/.test(name));
  const withCuda = [
    ...unsetting(variables),
    ...(builtBy === 'torch' ? parts.TORCH_TOOLKIT : parts.JOINED_TOOLKIT),
  ];
  const without = emptying(variables);
  const folder = project !== undefined && project !== '.' && isPlainPath(project) ? `./${project}` : '.';
  return `${[
    'set -euxo pipefail',
    ...(without.length > 0
      ? ['if [[ "${{ cuda_compiler_version }}" == "None" ]]; then', ...indented(without), 'else']
      : ['if [[ "${{ cuda_compiler_version }}" != "None" ]]; then']),
    ...indented(withCuda),
    'fi',
    ...bundling,
    `$PYTHON ${PIP_INSTALL.replace(' . ', ` ${folder} `)}`,
  ].join('\n')}\n`;
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
  // Compile, instead of fetching a wheel.
  'flash-attn': { FLASH_ATTENTION_FORCE_BUILD: 'TRUE' },
  'mamba-ssm': { MAMBA_FORCE_BUILD: 'TRUE' },
  'causal-conv1d': { CAUSAL_CONV1D_FORCE_BUILD: 'TRUE' },
  // Compile for CUDA on machines without a GPU.
  detectron2: { FORCE_CUDA: '1' },
  pytorch3d: { FORCE_CUDA: '1' },
};

function buildVariables(name: string): Readonly<Record<string, string>> {
  return Object.hasOwn(VARIABLES, name) ? (VARIABLES[name] ?? {}) : {};
}
