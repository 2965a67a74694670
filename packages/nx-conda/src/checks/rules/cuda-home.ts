import { CUDA_HOME_VARIABLES, cudaFolder } from '../../knowledge/cuda-folder';
import { cudaCompilerItem } from '../cuda-builds';
import type { Problem, Severity } from '../finding';
import { cudaIncludes } from '../../source/native/includes';
import type { Rule } from '../rule';
import { findInScript, variablesOf } from '../../recipe/parts/scripts';
import { type Subject } from '../subject';
import { type Place, placeOf } from '../../recipe/yaml/place';

const PREFIX = String.raw`(?:\$\{?PREFIX\}?|\$\{?CONDA_PREFIX\}?|%PREFIX%|\$\{\{\s*PREFIX\s*\}\})`;
const ASSIGNMENT = new RegExp(
  `\\b(${CUDA_HOME_VARIABLES.join('|')})=(["']?)(${PREFIX})/?\\2(?=[\\s;&|"']|$)`,
  'gm',
);
const WHOLE = new RegExp(`^${PREFIX}/?$`);

/** Complication 9: the headers are not in the include folder of the prefix. */
export const cudaHome: Rule = {
  id: 'cuda-home',
  severity: 'warning',
  summary: 'CUDA_HOME is set to $PREFIX, whose include folder does not contain the CUDA headers',
  *check(subject) {
    if (subject.platform.startsWith('win-')) return;
    for (const { level, name, at, value } of assignments(subject)) {
      const severity = severityOf(subject, cudaCompilerItem(subject, level) !== undefined);
      yield problemOf(subject, { name, at, value, severity });
    }
  },
};

function assignments(subject: Subject) {
  const inScripts = subject.scripts.flatMap((script) =>
    [...findInScript(script, ASSIGNMENT)].map(({ match, file, start }) => {
      const from = start + match[0].indexOf(match[3] ?? '', (match[1] ?? '').length);
      const value: Place = { file, start: from, end: from + (match[3] ?? '').length };
      return {
        level: script.level,
        name: match[1] ?? '',
        at: { file, start, end: start + match[0].length },
        value,
      };
    }),
  );
  const inEnvironment = subject.levels.flatMap((level) =>
    variablesOf(level)
      .filter(({ name, value }) => CUDA_HOME_VARIABLES.includes(name) && WHOLE.test(value))
      .map(({ name, node }) => ({ level, name, at: placeOf(subject, node), value: undefined })),
  );
  return [...inScripts, ...inEnvironment];
}

/** nvcc finds its headers itself; other compilers need the folder. */
function severityOf({ source }: Subject, hasNvcc: boolean): Severity {
  if (hasNvcc) return 'info';
  const isNeeded =
    source &&
    cudaIncludes(source.files).some(({ dev, isConditional }) => dev === 'cuda-cudart-dev' && !isConditional);
  return isNeeded ? 'error' : 'warning';
}

function problemOf(
  { platform }: Subject,
  { name, at, value, severity }: { name: string; at: Place; value: Place | undefined; severity: Severity },
): Problem {
  const folder = cudaFolder(platform);
  const text = value?.file.text.slice(value.start, value.end);
  return {
    at,
    severity,
    message: `The headers of CUDA are in $PREFIX/${folder}/include, not in $PREFIX/include.`,
    why:
      severity === 'info'
        ? 'nvcc finds these headers; a C or C++ compiler with only -I$PREFIX/include does not.'
        : 'A compiler that looks for these headers in $PREFIX/include fails: cuda_runtime_api.h: No such file or directory.',
    help: [`Set ${name} to $PREFIX/${folder}, or add -I$PREFIX/${folder}/include to the compiler flags.`],
    ...(value &&
      severity !== 'info' && {
        fix: {
          description: `Set ${name} to ${text}/${folder}`,
          edits: [{ path: value.file.path, start: value.start, end: value.end, text: `${text}/${folder}` }],
        },
      }),
  };
}
