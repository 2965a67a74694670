import { CUDA_LIBRARIES } from '../../knowledge/cuda-packages';
import { ALL_OF_CUDA, buildsWithCuda, CUDA_PACKAGES, cudaCompilerItem, ownLevels } from '../cuda-builds';
import { cmakeLibraries, type CmakeLibrary, runsCmake } from '../cmake-libraries';
import type { Problem } from '../finding';
import type { Level } from '../../recipe/parts/outputs';
import { addRequirement } from '../../recipe/edit/requirement-edits';
import { namesFor } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { findInScript, variablesOf, withoutComments } from '../../recipe/parts/scripts';
import type { Subject } from '../subject';
import { type CheckedFile, type Place, placeOf } from '../../recipe/yaml/place';
import type { FileEdit } from '../../recipe/edit/edits';

/** Libraries of the driver; these packages only have stubs for linking, and no run exports. */
const OF_DRIVER = ['cuda-driver-dev', 'cuda-nvml-dev'];
export const LINKED = CUDA_LIBRARIES.filter(
  ({ dev, libraries = [] }) => !OF_DRIVER.includes(dev) && libraries.length > 0,
);

/** Complications 1 and 7: each linked library has a package of its own too. */
export const missingLibraryPackage: Rule = {
  id: 'missing-library-package',
  severity: 'error',
  summary: 'A script, or CMake, links a library of CUDA whose package is not in the recipe',
  *check(subject) {
    yield* cmakeProblems(subject);
    yield* setupProblems(subject);
    for (const { dev, libraries = [] } of LINKED) {
      const flag = new RegExp(`(?<![\\w-])-l(${libraries.join('|')})(?![\\w-])`, 'g');
      for (const script of subject.scripts) {
        const [first] = findInScript(script, flag);
        if (first && !isThere(subject, script.level, dev))
          yield problemOf(subject, script.level, { dev, at: first, flag: first.match[0] });
      }
      yield* variableProblems(subject, dev, flag);
    }
  },
};

/** `LDFLAGS: -lnvrtc` in script.env. */
function* variableProblems(subject: Subject, dev: string, flag: RegExp): Generator<Problem> {
  for (const level of subject.levels) {
    for (const { value, node } of variablesOf(level)) {
      const [found] = value.match(flag) ?? [];
      if (found === undefined || isThere(subject, level, dev)) continue;
      yield problemOf(subject, level, { dev, at: placeOf(subject, node), flag: found });
    }
  }
}

/** The code of setup.py may skip it. */
function* setupProblems(subject: Subject): Generator<Problem> {
  const [level, ...others] = ownLevels(subject);
  const file = subject.source?.files.find(({ name }) => name === 'setup.py');
  if (!level || others.length > 0 || !file || !buildsWithCuda(subject, level)) return;
  for (const { dev, libraries = [] } of LINKED) {
    const at = setupLibrary(file, libraries);
    if (!at || isThere(subject, level, dev)) continue;
    const flag = file.text.slice(at.start, at.end);
    const why = `If the build links this library, the linker fails: cannot find -l${flag}.`;
    yield { ...problemOf(subject, level, { dev, at, flag }), why, severity: 'warning' };
  }
}

/** The first of some libraries in `libraries=["nvrtc"]` of an extension, or in `"-lnvrtc"`. */
export function setupLibrary(file: CheckedFile, libraries: readonly string[]): Place | undefined {
  const names = libraries.join('|');
  const listed = `\\blibraries\\s{0,9}=\\s{0,9}\\[[^\\]]{0,500}?["'](${names})["']`;
  const [all, ...groups] =
    new RegExp(`${listed}|["']-l(${names})["']`, 'd').exec(withoutComments(file.text))?.indices ?? [];
  const [start, end] = groups.find(Boolean) ?? [];
  return all && start !== undefined && end !== undefined ? { file, start, end } : undefined;
}

/** Each output may build another part of the source, so the package must be in one of those that run CMake. */
function* cmakeProblems(subject: Subject): Generator<Problem> {
  const levels = ownLevels(subject).filter(
    (level) => buildsWithCuda(subject, level) && runsCmake(subject, level),
  );
  const libraries = levels.flatMap((level) => cmakeLibraries(subject, level));
  for (const dev of new Set(libraries.flatMap(({ packages: [first] }) => first ?? []))) {
    const those = libraries.filter(({ packages }) => packages[0] === dev);
    const first = those.find(({ options }) => options.length === 0) ?? those[0];
    if (!first || OF_DRIVER.includes(dev) || levels.some((level) => isThere(subject, level, dev))) continue;
    yield cmakeProblem(subject, levels, dev, first);
  }
}

function cmakeProblem(
  subject: Subject,
  levels: readonly Level[],
  dev: string,
  { target, at, options }: CmakeLibrary,
): Problem {
  const [level, ...others] = levels as [Level, ...Level[]];
  const problem = problemOf(subject, level, { dev, at, flag: target });
  const isCertain = options.length === 0 && !subject.recipe.root.has('outputs');
  const fails = `the target "${target}" was not found.`;
  const why =
    options.length === 0
      ? `CMake will fail here: ${fails}`
      : `With ${options.join(' and ')}, CMake fails here: ${fails}`;
  const severity = isCertain && subject.source?.isCurrent === true ? 'error' : 'warning';
  if (others.length === 0) return { ...problem, why, severity };
  const names = levels.map(({ name }) => name).join(' or ');
  return {
    ...{ at: problem.at, why, severity },
    message: `${target} links a library of ${dev}, which is in requirements.host of no output that runs CMake.`,
    help: [`Add ${dev} to requirements.host of the output that builds this target: ${names}.`],
  };
}

function isThere(subject: Subject, level: Level, dev: string): boolean {
  const there = new Set([...namesFor(subject, level, 'host'), ...namesFor(subject, level, 'build')]);
  const archive = dev.replace(/-dev$/, '-static');
  const alternatives = dev === 'libcudnn-dev' ? ['cudnn'] : [];
  // nvcc brings the runtime for itself.
  if (dev === 'cuda-cudart-dev' && cudaCompilerItem(subject, level)) return true;
  return [dev, archive, ...alternatives, ...ALL_OF_CUDA].some((name) => there.has(name));
}

function problemOf(
  subject: Subject,
  level: Level,
  { dev, at, flag }: { dev: string; at: Place; flag: string },
): Problem {
  const edits: FileEdit[] = addRequirement(subject, dev, { level, section: 'host', near: CUDA_PACKAGES });
  return {
    at: { file: at.file, start: at.start, end: at.end },
    message: `${flag} links a library of ${dev}, which is not in requirements.host.`,
    why: `The linker will fail here: cannot find ${flag}.`,
    help: [`Add ${dev} to requirements.host.`],
    ...(edits.length > 0 && { fix: { description: `Add ${dev} to host`, edits } }),
  };
}
