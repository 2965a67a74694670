import type { CudaFacts, PythonFacts } from '../../../source/source-facts';
import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { environmentHeaders, environmentLines } from '../requirements/environment-lines';
import { byName, line, type RequirementLine, requirementList } from '../requirements/requirement-lines';
import { importableNames, importTest } from '../sections/tests';
import { deviceCodeTest } from '../sections/device-code-test';
import { gpuTest } from '../sections/gpu-test';
import { indented } from '../text/script-lines';
import { isPlainPath } from '../text/untrusted-text';
import { Block, noted, Remark, type YamlEntries, type YamlValue } from '../text/yaml-value';
import { compilerLines, cudaCompilerLine, HAS_CUDA } from './compilers';
import * as parts from './cuda-parts';
import { cudaScript } from './cuda-script';
import { differentRequirements, notNoarch } from './python';
import { pythonEnvironments } from './python-environment';

/** PyTorch Geometric is not available for every PyTorch and CUDA. */
const GEOMETRIC = /^pytorch_(cluster|geometric|scatter|sparse|spline_conv)$/;

/** Code without a build system, run from its checkout: it is copied; folders with kernels are built separately. */
export function researchRecipe(plan: RecipePlan): RecipeBody {
  const python = { ...pythonFactsOf(plan), buildRequires: [] };
  const extensions = (plan.facts.cuda?.extensions ?? []).filter(isPlainPath);
  const cuda = extensions.length > 0 ? plan.facts.cuda : undefined;
  if (cuda) return withExtensions(plan, { python, cuda, extensions });
  const different = differentRequirements(plan, python);
  const isNoarch = different.length === 0;
  const { host, run } = pythonEnvironments(plan, python, isNoarch);
  return {
    build: {
      ...(isNoarch ? { noarch: 'python' } : { number: noted(notNoarch(different), 0) }),
      script: { content: new Block(scriptOf(plan, [])) },
    },
    requirements: {
      host: requirementList(host),
      run: runList(withEnvironment(plan, run), (needed) => needed),
    },
    tests: [importTest(python, plan.patches), ...dataTest(plan)],
    hasSource: true,
  };
}

function withExtensions(
  plan: RecipePlan,
  { python, cuda, extensions }: { python: PythonFacts; cuda: CudaFacts; extensions: string[] },
): RecipeBody {
  const { host, run } = pythonEnvironments(plan, python, false);
  const compilers = compilerLines(['cxx', ...plan.facts.languages]);
  return {
    context: { accelerator: parts.accelerator(plan.name) },
    build: {
      string: parts.BUILD_STRING,
      script: cudaScript(
        parts.architectureVariables(cuda, false, plan.cuda),
        scriptOf(plan, extensions),
        cuda,
        plan.cuda,
      ),
    },
    requirements: {
      build: requirementList([...compilers, line('ninja'), cudaCompilerLine()]),
      host: requirementList([
        ...host,
        // pip's default build backend (PEP 517).
        line('setuptools'),
        ...extensionHost(cuda),
        ...environmentHeaders(python.condaRequires ?? []),
      ]),
      run: runList(withEnvironment(plan, run), (needed) => [
        ...parts.pytorchFor(needed),
        ...parts.cudaRun(cuda),
      ]),
    },
    tests: [
      importTest(python, plan.patches, { extra: importsOf(extensions, cuda.extensionImports) }),
      ...deviceCodeTest(plan.name, cuda, true),
      gpuTest(cuda),
      ...dataTest(plan),
    ],
    hasSource: true,
  };
}

function runList(
  run: RequirementLine[],
  complete: (needed: RequirementLine[]) => RequirementLine[],
): YamlValue[] {
  const needed = run.filter((one) => !isGeometric(one));
  return [...requirementList(complete(needed)), ...geometricRemark(run.filter(isGeometric))];
}

/** Adds the requirements from an environment.yml. */
function withEnvironment({ facts, names }: RecipePlan, run: RequirementLine[]): RequirementLine[] {
  const there = new Set(run.map(({ name }) => name));
  const more = environmentLines(facts.python?.condaRequires ?? [], names).filter(
    ({ name }) => !there.has(name),
  );
  if (more.length === 0) return run;
  const [interpreter, ...others] = [...run, ...more];
  const sorted = others.sort(byName);
  return interpreter ? [interpreter, ...sorted] : sorted;
}

function isGeometric({ name }: RequirementLine): boolean {
  return GEOMETRIC.test(name);
}

function extensionHost(cuda: CudaFacts): RequirementLine[] {
  const torch = ['numpy', 'pytorch', 'pytorch * cuda*'].map((text) => line(text));
  return cuda.builtBy === 'torch'
    ? [...parts.underCuda(torch), ...parts.cudaHost(cuda)]
    : parts.cudaHost(cuda);
}

function geometricRemark(lines: RequirementLine[]): Remark[] {
  if (lines.length === 0) return [];
  return [
    new Remark([
      'PyTorch Geometric is not available for every version of PyTorch and CUDA, so these packages are commented out. Modules that import these packages fail without them. To require the packages, uncomment the lines.',
      ...lines.map(({ text }) => `- ${text}`),
    ]),
  ];
}

function scriptOf({ layout, name }: RecipePlan, extensions: string[]): string {
  const share = `$PREFIX/share/${name}`;
  const data = layout.dataFolders;
  return `${[
    'set -euxo pipefail',
    '# The source has no build system, so its modules are copied.',
    `mkdir -p "$SP_DIR"${data.length > 0 ? ` "${share}"` : ''}`,
    ...layout.modules.map((module) => `cp -R ${module} "$SP_DIR/"`),
    ...(data.length > 0 ? [`cp -R ${data.join(' ')} "${share}/"`] : []),
    ...(extensions.length > 0 ? extensionSteps(extensions) : []),
  ].join('\n')}\n`;
}

function extensionSteps(extensions: string[]): string[] {
  return [
    '# These extensions have their own setup.py and need CUDA. If the package does not use an extension, remove',
    '# its line below, and its module from the imports of the test.',
    'if [[ "${{ cuda_compiler_version }}" != "None" ]]; then',
    ...indented([
      ...parts.TORCH_TOOLKIT,
      ...extensions.map((folder) => `$PYTHON -m pip install ./${folder} -vv --no-deps --no-build-isolation`),
    ]),
    'fi',
  ];
}

/** By default the folder names, which are usually right. */
function importsOf(extensions: string[], known: readonly string[] = []): YamlValue[] {
  const names = known.length > 0 ? [...known] : extensions.map((folder) => folder.split('/').pop() ?? '');
  const modules = importableNames({ ...NO_PYTHON, imports: names });
  if (modules.length === 0) return [];
  const condition: YamlEntries = { if: HAS_CUDA, then: modules };
  if (known.length > 0) return [condition];
  return [
    new Remark([
      'These module names are the folder names of the extensions. If the modules have other names, correct this list.',
    ]),
    condition,
  ];
}

const NO_PYTHON = {
  ...{ project: undefined, imports: [], requires: [], buildRequires: [], requiresPython: undefined },
  ...{ entryPoints: [], isPure: true, renamedBy: [] },
};

function dataTest({ layout, name }: RecipePlan): YamlValue[] {
  if (layout.dataFolders.length === 0) return [];
  return [
    { package_contents: { files: layout.dataFolders.map((folder) => `share/${name}/${folder}/**/*`) } },
  ];
}
