import { posix } from 'node:path';
import { backendOf, BRINGS_SETUPTOOLS, bringsBackend } from '../../knowledge/build-backends';
import { itemsFor, namesOf } from '../../recipe/parts/requirement-items';
import { addRequirement } from '../../recipe/edit/requirement-edits';
import { builtFolder } from '../built-folder';
import type { Problem, Severity } from '../finding';
import { isPatched } from '../patched-files';
import { type PipInstall, pipInstalls } from '../pip-install';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** Since 3.12, Python brings no setuptools; rattler-build lets pip download nothing and build without isolation. */
export const missingBuildBackend: Rule = {
  id: 'missing-build-backend',
  severity: 'error',
  summary: 'pip builds a source whose build backend is not in requirements.host',
  *check(subject) {
    const reported = new Set<string>();
    for (const script of subject.scripts) {
      for (const install of pipInstalls(script).filter(buildsSource)) {
        const problem = problemOf(subject, install);
        const key = `${script.level.name} ${problem?.message ?? ''}`;
        if (problem && !reported.has(key)) yield problem;
        reported.add(key);
      }
    }
  },
};

/** A wheel needs no backend; the names of others come from an index, which another rule is about. */
function buildsSource({ targets }: PipInstall): boolean {
  return targets.some(
    (target) => /^["']?(\.|\$\{?SRC_DIR|%SRC_DIR%)/.test(target) && !/\.whl["']?$/.test(target),
  );
}

function problemOf(subject: Subject, install: PipInstall): Problem | undefined {
  const names = installedNames(subject, install);
  if (!names) return undefined;
  const stated = statedBackend(subject, install);
  if (stated === undefined)
    return names.some(bringsBackend) ? undefined : unknownProblem(install, severityOf(names));
  const { conda, packages } = backendOf(stated) ?? {};
  const isThere = conda === undefined || names.some((name) => packages?.test(name));
  return isThere ? undefined : statedProblem(subject, install, { stated, conda, names });
}

/** Undefined if there is no Python, or if something may bring a backend that the recipe does not name. */
function installedNames(subject: Subject, { script: { level, commands } }: PipInstall): string[] | undefined {
  // A backend builds itself.
  if (subject.scope.valuesOf(level.name).texts.some(bringsBackend)) return undefined;
  const items = [...itemsFor(subject, level, 'host'), ...itemsFor(subject, level, 'build')];
  // A name that could not be evaluated may be the backend; a script may install one.
  const isOpen =
    items.some(({ requirements }) => requirements.length === 0) || /--target|conda install/.test(commands);
  const names = items.flatMap(namesOf);
  return isOpen || !(names.includes('pip') || names.includes('python')) ? undefined : names;
}

function statedProblem(
  subject: Subject,
  install: PipInstall,
  { stated, conda, names }: { stated: string; conda: string; names: string[] },
): Problem {
  const edits = addRequirement(subject, conda, { level: install.script.level, section: 'host' });
  return {
    at: install,
    severity: conda === 'setuptools' ? severityOf(names) : 'error',
    message: `pip builds the source with ${stated}, but ${conda} is not in requirements.host.`,
    why: `rattler-build sets PIP_NO_BUILD_ISOLATION and PIP_NO_INDEX: pip uses only what is installed${conda === 'setuptools' ? '. If no package in host brings setuptools, pip fails' : ', and fails'} with "Cannot import '${stated}'".`,
    help: [`Add ${conda} to requirements.host.`],
    ...(edits.length > 0 && { fix: { description: `Add ${conda} to host`, edits } }),
  };
}

/** An older Python and its pip may bring setuptools. */
function severityOf(names: string[]): Severity {
  return names.some((name) => BRINGS_SETUPTOOLS.test(name)) ? 'info' : 'warning';
}

function unknownProblem(install: PipInstall, severity: Severity): Problem {
  return {
    at: install,
    severity,
    message: 'pip builds a source, but no build backend is in requirements.host.',
    why: "rattler-build sets PIP_NO_BUILD_ISOLATION and PIP_NO_INDEX: pip uses only what is installed, and fails without a build backend. Python does not contain setuptools since 3.12, and conda-forge's pip does not require it for Python 3.13 or later.",
    help: [
      'Look for `build-backend` in the pyproject.toml of the source. In requirements.host, add the conda package of this backend, for example setuptools, hatchling, flit-core or poetry-core. If there is no pyproject.toml, or no `build-backend` in it, add setuptools.',
    ],
  };
}

/** The backend that the source states; `own` if it is part of the source; undefined if the source is not known. */
function statedBackend(subject: Subject, install: PipInstall): string | undefined {
  const { source, recipe } = subject;
  const { script, at, targets } = install;
  const [target = ''] = targets;
  const folder = targets.length === 1 ? builtFolder(subject, { script, offset: at, target }) : undefined;
  if (!source?.isComplete || folder === undefined || recipe.root.has('outputs')) return undefined;
  if (isPatched(subject, posix.join(folder, 'pyproject.toml')) || /pyproject\.toml/.test(script.commands))
    return undefined;
  return source.buildBackends.get(folder);
}
