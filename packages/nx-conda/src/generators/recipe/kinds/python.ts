import { isPlainPath } from '../text/untrusted-text';
import { noted, type YamlValue } from '../text/yaml-value';
import { crateLicenses } from '../crate-licenses';
import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { requirementList } from '../requirements/requirement-lines';
import { commandTests, importTest } from '../sections/tests';
import { compilerLines } from './compilers';
import { PIP_INSTALL, pythonEnvironments, skippedPythons, versionVariables } from './python-environment';

/** Built by pip: noarch if nothing is compiled. */
export function pythonRecipe(plan: RecipePlan): RecipeBody {
  const python = pythonFactsOf(plan);
  const { build, host, run } = pythonEnvironments(plan, python, python.isPure);
  const crates = crateLicenses(plan);
  const buildLines = python.isPure
    ? build
    : [...compilerLines(plan.facts.languages), ...build, ...crates.tools];
  return {
    build: {
      ...(python.isPure ? { noarch: 'python' } : skippedPythons(python)),
      script: scriptOf(python.project, versionVariables(python), crates.commands),
    },
    requirements: {
      ...(buildLines.length > 0 && { build: requirementList(buildLines) }),
      host: requirementList(host),
      run: requirementList(run),
    },
    tests: [importTest(python, plan.patches), ...commandTests(python)],
    hasSource: true,
  };
}

function scriptOf(
  project: string | undefined,
  variables: Record<string, string>,
  before: readonly string[],
): YamlValue {
  const folder = project !== undefined && project !== '.' && isPlainPath(project) ? `./${project}` : '.';
  const command = `\${{ PYTHON }} ${PIP_INSTALL.replace(' . ', ` ${folder} `)}`;
  const content = before.length > 0 ? [...before, command] : command;
  if (Object.keys(variables).length === 0) return content;
  return {
    env: noted('The build has no git tags to read the version from, so the version is set here.', variables),
    content,
  };
}
