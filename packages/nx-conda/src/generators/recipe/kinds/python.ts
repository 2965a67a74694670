import { isPlainPath } from '../text/untrusted-text';
import { noted, type YamlValue } from '../text/yaml-value';
import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { requirementList } from '../requirements/requirement-lines';
import { commandTests, importTest } from '../sections/tests';
import { withoutCuda } from './cmake-cuda';
import { compilerLines, compilersTodo } from './compilers';
import { PIP_INSTALL, pythonEnvironments, skippedPythons, versionVariables } from './python-environment';

/** Built by pip: noarch if nothing is compiled. */
export function pythonRecipe(plan: RecipePlan): RecipeBody {
  const python = pythonFactsOf(plan);
  const { build, host, run } = pythonEnvironments(plan, python, python.isPure);
  const buildLines = python.isPure ? build : [...compilerLines(plan.facts.languages), ...build];
  return {
    build: {
      ...(python.isPure ? { noarch: 'python' } : skippedPythons(python)),
      script: scriptOf(python.project, versionVariables(python)),
    },
    requirements: {
      ...(buildLines.length > 0 && {
        build: noted([compilersTodo(python), withoutCuda(plan.facts.cuda)], requirementList(buildLines)),
      }),
      host: requirementList(host),
      run: requirementList(run),
    },
    tests: [importTest(python, plan.patches), ...commandTests(python)],
    hasSource: true,
  };
}

function scriptOf(project: string | undefined, variables: Record<string, string>): YamlValue {
  const folder = project !== undefined && project !== '.' && isPlainPath(project) ? `./${project}` : '.';
  const command = `\${{ PYTHON }} ${PIP_INSTALL.replace(' . ', ` ${folder} `)}`;
  if (Object.keys(variables).length === 0) return command;
  return {
    env: noted('The build has no git tags to read the version from, so the version is set here.', variables),
    content: command,
  };
}
