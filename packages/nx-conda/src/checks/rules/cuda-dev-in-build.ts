import { CUDA_LIBRARIES } from '../../recipe/cuda-packages';
import { devLibrary } from '../cuda-builds';
import type { FileEdit, Problem } from '../finding';
import { addRequirement, removeItem } from '../requirement-edits';
import { itemsFor, namesFor, namesOf, type RequirementItem } from '../requirement-items';
import type { Rule } from '../rule';
import { findInScript, lineAround, type ScriptText } from '../scripts';
import { placeOf, type Subject } from '../subject';

/** Complication 1: a library that is linked from the build environment is missing where the package is installed. */
export const cudaDevInBuild: Rule = {
  id: 'cuda-dev-in-build',
  severity: 'warning',
  summary: 'A -dev package of CUDA is in requirements.build and not in host',
  *check(subject) {
    for (const item of subject.items.filter(({ section }) => section === 'build')) {
      const library = devLibrary(item);
      if (!library || isForCrossBuild(item)) continue;
      if (namesFor(subject, item.level, 'host').has(library.dev)) continue;
      yield problemOf(subject, item, library);
    }
  },
};

function problemOf(
  subject: Subject,
  item: RequirementItem,
  { dev, runtime }: { dev: string; runtime: string },
): Problem {
  const links = linksFromBuild(subject, item, dev);
  // A build that takes all of CUDA from the build environment may know what it does: it loads the rest itself.
  const isUsual =
    links.length > 0 || itemsFor(subject, item.level, 'host').some((other) => devLibrary(other));
  const move = isUsual ? moveToHost(subject, item) : [];
  return {
    at: placeOf(subject, item.node),
    severity: links.length > 0 ? 'error' : 'warning',
    message: `${dev} is in requirements.build: what links its library will not find it at run time.`,
    why: `Only packages in host export what they need at run time: there, ${dev} adds ${runtime} to run.`,
    help: [
      `Move ${dev} to requirements.host.`,
      `Nothing links it, or only its static library: add \`# nx-conda-ignore cuda-dev-in-build: reason\`.`,
    ],
    ...(move.length > 0 && {
      fix: { description: `Move ${dev} to host, and link from $PREFIX`, edits: [...move, ...links] },
    }),
  };
}

/** A cross build needs what the host has a second time, for the build machine's Python. */
function isForCrossBuild({ conditions }: RequirementItem): boolean {
  return conditions.some((condition) => condition.includes('build_platform'));
}

function moveToHost(subject: Subject, item: RequirementItem): FileEdit[] {
  const removed = removeItem(subject, item);
  if (removed.length === 0 || namesOf(item).length !== 1) return [];
  const target = { level: item.level, section: 'host' as const, like: item, near: /^(cuda-|libcu)/ };
  const added = addRequirement(subject, item.text, target);
  return added.length > 0 ? [...removed, ...added] : [];
}

/** The places where scripts link the library from the build environment, as edits that correct them. */
function linksFromBuild(subject: Subject, { level }: RequirementItem, dev: string): FileEdit[] {
  const libraries = CUDA_LIBRARIES.find((library) => library.dev === dev)?.libraries ?? [];
  const isLinked = new RegExp(`-l(${libraries.join('|')})\\b`);
  return subject.scripts
    .filter((script) => script.level === level)
    .flatMap((script) => buildLibraryFolders(script).filter(({ line }) => isLinked.test(line)))
    .map(({ edit }) => edit);
}

function buildLibraryFolders(script: ScriptText): { line: string; edit: FileEdit }[] {
  return [...findInScript(script, /\$\{?BUILD_PREFIX\b\}?(?=\/(?:lib|targets))/g)].map(
    ({ file, start, end }) => ({
      line: lineAround(file.text, start),
      edit: { path: file.path, start, end, text: '$PREFIX' },
    }),
  );
}
