import type { PythonFacts } from '../../../source/source-facts';
import { type CompilingSwitch, compilingSwitch } from './compiling-switch';
import { isPlainPath, oneLine } from '../text/untrusted-text';
import { noted, Quoted, type YamlValue } from '../text/yaml-value';
import { crateLicenses } from '../crate-licenses';
import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { platformRequirements } from '../requirements/platform-requirements';
import { requirementList } from '../requirements/requirement-lines';
import { commandTests, importTest } from '../sections/tests';
import { withoutCuda, withoutCudaFeature } from './cmake-cuda';
import { buildTodos, compilerLines } from './compilers';
import {
  oldestPython,
  PIP_INSTALL,
  pythonEnvironments,
  skippedPythons,
  versionVariables,
} from './python-environment';

/** Built by pip: noarch if nothing is compiled, and all platforms have the same requirements. */
export function pythonRecipe(plan: RecipePlan): RecipeBody {
  const python = pythonFactsOf(plan);
  const compiling = compilingSwitch(plan.facts);
  const isPure = python.isPure || compiling?.isOff === true;
  const different = isPure ? differentRequirements(plan, python) : [];
  const isNoarch = isPure && different.length === 0;
  const { build, host, run, pythonMin } = pythonEnvironments(plan, python, isNoarch);
  const crates = crateLicenses(plan);
  const buildLines = isPure ? build : [...compilerLines(plan.facts.languages), ...build, ...crates.tools];
  const usesMin = isNoarch && plan.pythonMin !== undefined;
  return {
    ...contextOf(pythonMin),
    build: {
      ...(different.length > 0 && { number: noted(notNoarch(different), 0) }),
      ...(isNoarch ? { noarch: 'python' } : skippedPythons(python)),
      script: scriptOf(python, compiling, crates.commands),
    },
    requirements: {
      ...(buildLines.length > 0 && {
        build: noted(
          [...buildTodos(python, plan.facts), withoutCuda(plan.facts.cuda), withoutCudaFeature(plan.facts)],
          requirementList(buildLines),
        ),
      }),
      host: requirementList(host),
      run: requirementList(run),
    },
    tests: [importTest(python, plan.patches, { isOldest: usesMin }), ...commandTests(python)],
    hasSource: true,
  };
}

function contextOf(pythonMin: string | undefined): Pick<RecipeBody, 'context'> {
  return pythonMin === undefined
    ? {}
    : { context: { python_min: noted(NEWER_PYTHON, new Quoted(pythonMin)) } };
}

const NEWER_PYTHON = "The source needs a newer Python than the variants' python_min.";

/** What a noarch package cannot require: packages of some platforms only. */
export function differentRequirements(
  { names }: RecipePlan,
  { requires, requiresPython }: PythonFacts,
): string[] {
  return platformRequirements(requires, names, oldestPython(requiresPython));
}

/** The comment on such a package. */
export function notNoarch(different: readonly string[]): string {
  const [first, ...more] = different;
  const list = different.length > MAX_NAMED ? `${first} and ${more.length} more` : different.join(', ');
  return `The package is not noarch, although nothing is compiled: a noarch package has the same requirements on all platforms, but the source requires ${list} on some platforms only.`;
}

const MAX_NAMED = 5;

function scriptOf(
  python: PythonFacts,
  compiling: CompilingSwitch | undefined,
  before: readonly string[],
): YamlValue {
  const { project } = python;
  const folder = project !== undefined && project !== '.' && isPlainPath(project) ? `./${project}` : '.';
  const command = `\${{ PYTHON }} ${PIP_INSTALL.replace(' . ', ` ${folder} `)}`;
  const content = before.length > 0 ? [...before, command] : command;
  const versions = versionVariables(python);
  const env = { ...compiling?.env, ...versions };
  if (Object.keys(env).length === 0) return noted(compiling?.remark, content);
  const named = Object.keys(versions).length > 0 ? [versionRemark(python)] : [];
  return noted(compiling?.remark, { env: noted(named.join('\n'), env), content });
}

function versionRemark({ versionVariable }: PythonFacts): string {
  if (versionVariable !== undefined)
    return `setup.py takes the version of the package from ${oneLine(versionVariable, 100)}.`;
  return 'The build has no git tags to read the version from, so the version is set here.';
}
