import { CUDA_LIBRARIES } from '../../knowledge/cuda-packages';
import { CUDA_PACKAGES, cudaDev, devLibrary } from '../cuda-builds';
import { isShared, type Level } from '../../recipe/parts/outputs';
import type { Problem } from '../finding';
import { addBehind, addRequirement, commentBehind, removeItem } from '../../recipe/edit/requirement-edits';
import {
  isForCrossBuild,
  itemsFor,
  namesFor,
  namesOf,
  type RequirementItem,
} from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { findInScript, lineAround, type ScriptText } from '../../recipe/parts/scripts';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';
import type { FileEdit } from '../../recipe/edit/edits';

/** Complication 1: a library linked from the build environment is missing after installation. */
export const cudaDevInBuild: Rule = {
  id: 'cuda-dev-in-build',
  severity: 'warning',
  summary: 'A -dev package of CUDA is in requirements.build but not in host',
  *check(subject) {
    for (const item of subject.items.filter(({ section }) => section === 'build')) {
      const library = cudaDev(item);
      if (!library || namesFor(subject, item.level, 'host').has(library.dev)) continue;
      yield isForCrossBuild(item) ? crossProblem(subject, item, library) : problemOf(subject, item, library);
    }
  },
};

function problemOf(
  subject: Subject,
  item: RequirementItem,
  { dev, runtime }: { dev: string; runtime?: string },
): Problem {
  const links = linksFromBuild(subject, item, dev);
  // A build that takes all of CUDA from the build environment may load the libraries itself.
  const isUsual =
    runtime !== undefined &&
    (links.length > 0 || itemsFor(subject, item.level, 'host').some((other) => devLibrary(other)));
  const move = isUsual ? moveToHost(subject, item) : [];
  const description = `Move ${dev} to host${links.length > 0 ? ', and link it from $PREFIX instead of $BUILD_PREFIX' : ''}`;
  return {
    at: placeOf(subject, item.node),
    severity: links.length > 0 ? 'error' : takesCudaFromBuild(subject, item.level) ? 'info' : 'warning',
    message: `${dev} is in requirements.build: headers and libraries for the package belong in host.`,
    why:
      runtime === undefined
        ? 'Packages in build are for the build machine, whose platform differs from the target platform in a cross build.'
        : `A linked library will be missing at run time: the run export of ${dev} adds ${runtime} to run only if ${dev} is in host.`,
    help: [
      `Move ${dev} to requirements.host.`,
      `If the build links no library of ${dev}, or only the static one, add the comment \`# nx-conda-ignore cuda-dev-in-build: <reason>\` to this line.`,
    ],
    ...(move.length > 0 && { fix: { description, edits: [...move, ...links] } }),
  };
}

/** Whether a script tells the build to look for CUDA in the build environment. */
function takesCudaFromBuild({ scripts }: Subject, level: Level): boolean {
  const setting =
    /\b(CUDA\w*(HOME|PATH|ROOT|DIR)\w*|LIBRARY_PATH|CPATH|CMAKE_PREFIX_PATH)(:\w+)?=["']?[^\n]*(BUILD_PREFIX|%CONDA_PREFIX%)/;
  return scripts.some((script) => isShared(script.level, level) && setting.test(script.commands));
}

/** A package required twice in cross builds is needed at least once in other builds. */
function crossProblem(
  subject: Subject,
  item: RequirementItem,
  { dev, runtime }: { dev: string; runtime?: string },
): Problem {
  const like = itemsFor(subject, item.level, 'host').findLast(
    (other) => devLibrary(other) && other.level === item.level,
  );
  const edits =
    like && runtime !== undefined && namesOf(item).length === 1 ? addBehind(subject, like, item.text) : [];
  return {
    at: placeOf(subject, item.node),
    message: `${dev} is in requirements.build for cross builds, but not in requirements.host.`,
    why: `Native builds do not get ${dev}.${runtime === undefined ? '' : ` The run export of ${dev} adds ${runtime} to run only if ${dev} is in host.`}`,
    help: [`Add ${dev} to requirements.host, or remove it from requirements.build.`],
    ...(edits.length > 0 && { fix: { description: `Add ${dev} to host`, edits } }),
  };
}

function moveToHost(subject: Subject, item: RequirementItem): FileEdit[] {
  const removed = removeItem(subject, item);
  if (removed.length === 0 || namesOf(item).length !== 1) return [];
  const target = { level: item.level, section: 'host' as const, like: item, near: CUDA_PACKAGES };
  const comment = commentBehind(subject, item);
  const added = addRequirement(subject, item.text + comment, target);
  // In a list in brackets, a comment would hide the rest of the list.
  const isLost = comment !== '' && added.some(({ text }) => !text.includes('\n'));
  return added.length > 0 && !isLost ? [...removed, ...added] : [];
}

/** Edits that correct places where scripts link the library from the build environment. */
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
