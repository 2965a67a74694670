import { isIgnored, ownLevels } from '../cuda-builds';
import { cudaBound, isCudaVersion } from '../cuda-versions';
import type { Problem } from '../finding';
import { builtSources } from '../built-sources';
import { isShared, type Level, packagesOf } from '../../recipe/parts/outputs';
import { addRequirement } from '../../recipe/edit/requirement-edits';
import { itemsFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { findInScript, withoutComments } from '../../recipe/parts/scripts';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';
import { isBuildFile } from '../../knowledge/build-files';

const LIBRARY = /nvrtc-builtins/;
const WITHOUT_KEY =
  'If no variant file sets cuda_compiler_version, pin one release instead, for example `cuda-version >=12.6,<12.7`.';
/** Sources that link it without saying so in the recipe (cumm/common.py, `CummNVRTCLink`). */
const LINKING_SOURCES = [/\bFindDefinition\/cumm\b/i];

/** Complications 1 and 2: only CUDA 12.6 has libnvrtc-builtins.so.12.6, but the compiler exports `<13`. */
export const cudaMinorPin: Rule = {
  id: 'cuda-minor-pin',
  severity: 'error',
  summary: 'libnvrtc-builtins is linked, but requirements.run does not pin the minor release of CUDA',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const nvrtc = itemsFor(subject, level, 'host').find((item) => namesOf(item).includes('cuda-nvrtc-dev'));
      if (nvrtc?.level !== level) continue;
      const loose = packagesOf(subject.levels, level).filter((output) => !keepsMinor(subject, output));
      const isLinked = linksBuiltins(subject, level);
      if (!isLinked && isIgnored(subject, level, { dev: 'cuda-nvrtc-dev', runtime: 'cuda-nvrtc' })) continue;
      if (loose.length > 0) yield problemOf(subject, nvrtc, { isLinked, loose });
    }
  },
};

function problemOf(
  subject: Subject,
  nvrtc: RequirementItem,
  { isLinked, loose }: { isLinked: boolean; loose: Level[] },
): Problem {
  const host = itemsFor(subject, nvrtc.level, 'host').find((item) => cudaBound(item) === 'minor');
  const pin = host?.text ?? 'cuda-version ==${{ cuda_compiler_version }}';
  const additions = loose.map((level) =>
    host && isLinked ? addRequirement(subject, pin, { level, section: 'run', like: host }) : [],
  );
  const edits = additions.every(({ length }) => length > 0) ? additions.flat() : [];
  return {
    at: placeOf(subject, (host ?? nvrtc).node),
    severity: isLinked ? 'error' : 'info',
    message: `The build ${isLinked ? 'links' : 'may link'} libnvrtc-builtins, but run does not pin the minor release of CUDA.`,
    why: 'For example, only CUDA 12.6 contains libnvrtc-builtins.so.12.6, but the run exports of cuda-nvrtc-dev and the compiler allow all releases below 13.',
    help: [
      `Add \`${pin}\` to requirements.run, under the same condition as this requirement.`,
      ...(host ? [] : [WITHOUT_KEY]),
      ...(isLinked
        ? []
        : [
            'If the build links only libnvrtc, the package works with every minor release: add the comment `# nx-conda-ignore cuda-minor-pin: <reason>` to this line.',
          ]),
    ],
    ...(edits.length > 0 && { fix: { description: `Add ${pin} to run`, edits } }),
  };
}

function keepsMinor(subject: Subject, level: Level): boolean {
  return ['run' as const, 'run_constraints' as const].some((section) =>
    itemsFor(subject, level, section)
      .filter(isCudaVersion)
      .some((item) => {
        const bound = cudaBound(item);
        // Unknown for variants without CUDA, and for templates that could not be evaluated.
        return bound === 'minor' || bound === undefined;
      }),
  );
}

function linksBuiltins(subject: Subject, level: Level): boolean {
  const inScripts = subject.scripts.some(
    (script) => script.level === level && !findInScript(script, new RegExp(LIBRARY, 'g')).next().done,
  );
  const inSource = subject.source?.files.some(
    ({ name, text }) => isBuildFile(name) && LIBRARY.test(withoutComments(text)),
  );
  if (inScripts || inSource) return true;
  const sources = subject.sources.filter((source) => isShared(source.level, level));
  return builtSources({ ...subject, sources }).some((url) =>
    LINKING_SOURCES.some((pattern) => pattern.test(url)),
  );
}
