import { inCondaLayout, systemCuda } from '../../knowledge/conda-cuda-path';
import { CMAKE_CUDA_VARIABLES, CUDA_HOME_VARIABLES, cudaFolder } from '../../knowledge/cuda-folder';
import { fallbackProblems } from '../cuda-fallbacks';
import type { Problem } from '../finding';
import { isPatched, patchedFiles, type PatchedFile } from '../patched-files';
import type { Rule } from '../rule';
import {
  findInScript,
  lineAround,
  type ScriptText,
  variablesOf,
  withoutComments,
} from '../../recipe/parts/scripts';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';
import type { SourceFile } from '../../source/source-files';
import { isBuildFile } from '../../knowledge/build-files';

/** Lines that remove such a path or only look for it. */
const REPLACING =
  /\b(sed|perl|grep|replace|patch|rm|find|awk|unset|test|echo|exclude)\b|\[ -[a-z] |\$\{\w+:?[-=]["']?\//;

/** Settings that tell a build where CUDA is, and calls of a compiler there. */
const VARIABLES = [
  ...CUDA_HOME_VARIABLES,
  ...CMAKE_CUDA_VARIABLES,
  'CUDA',
  'CUDACXX',
  'CMAKE_CUDA_COMPILER',
  'NVCC',
];
/** The first characters of an absolute path. */
const ROOT = '(?:/|[A-Za-z]:|%ProgramFiles|\\$env:ProgramFiles)';
/** `CUDA_HOME=/x`, `environ["CUDA_HOME"] = "/x"`, `-DCUDAToolkit_ROOT:PATH=/x`, `--with-cuda=/x`. */
const SETTING = new RegExp(
  `(?:(?:\\b|-D)(?:${VARIABLES.join('|')})(?::\\w{1,20})?["'\\]]{0,2}[ \\t]{0,9}[:?+]?=|--(?:with-)?cuda(?:-(?:dir|path|home|root|prefix|toolkit))?[= ])[ \\t]{0,9}["']?${ROOT}`,
  'i',
);
/** A program of the folder as the command of a line, or as the value of a variable: `CC=/x/bin/nvcc`. */
const CALL = new RegExp(
  `(?:^|[;&|(=]|- |: )[ \\t]{0,99}["']?${ROOT}[^\\s;:&|"']{0,200}[\\\\/]bin[\\\\/]\\w`,
  'i',
);
/** The same where quotes hold a path with spaces. */
const QUOTED_CALL = new RegExp(
  `(?:^|[;&|(]|- |: )[ \\t]{0,99}["']${ROOT}[^\\n"']{0,200}[\\\\/]bin[\\\\/]\\w`,
  'i',
);

const ELSEWHERE =
  'Another machine may have no CUDA in this folder, or a different release: the build then fails, or uses files that no package contains.';

/** Complication 9: conda's CUDA has no fixed path. */
export const hardCodedCudaPath: Rule = {
  id: 'hard-coded-cuda-path',
  severity: 'error',
  summary: 'A script or a build file of the source contains a folder like /usr/local/cuda or /opt/cuda',
  *check(subject) {
    yield* scriptProblems(subject);
    yield* fallbackProblems(subject);
    for (const file of subject.source?.files ?? []) yield* sourceProblems(subject, file);
    for (const patched of patchedFiles(subject)) yield* patchProblems(subject, patched);
  },
};

function* scriptProblems(subject: Subject): Generator<Problem> {
  for (const script of subject.scripts) {
    for (const { at, line } of firstOfLines(script, systemCuda(subject.platform))) {
      if (!REPLACING.test(line)) yield scriptProblem(subject, at, line);
    }
  }
  for (const level of subject.levels) {
    for (const { name, value, node } of variablesOf(level)) {
      if (value.search(systemCuda(subject.platform)) < 0) continue;
      yield scriptProblem(subject, placeOf(subject, node), `${name}=${value}`);
    }
  }
}

/** The first such path of each line. */
function* firstOfLines(script: ScriptText, path: RegExp): Generator<{ at: Problem['at']; line: string }> {
  let end = -1;
  for (const at of findInScript(script, path)) {
    if (at.start <= end) continue;
    const line = lineAround(at.file.text, at.start);
    end = at.file.text.lastIndexOf('\n', at.start) + 1 + line.length;
    yield { at, line };
  }
}

function scriptProblem(subject: Subject, at: Problem['at'], line: string): Problem {
  // A missing folder in a list of folders does no harm; on Windows, nvcc on PATH is found first, as in KataGo's recipe.
  const isUsed = [...(isOnWindows(subject) ? [] : [SETTING]), CALL, QUOTED_CALL].some((pattern) =>
    pattern.test(line),
  );
  return {
    at,
    severity: isUsed ? 'error' : 'warning',
    message: 'The build looks for CUDA in a system folder.',
    why: ELSEWHERE,
    help: [
      `For headers and libraries from packages in host, write \`${hostFolder(subject)}\`. For nvcc, write no folder: compiler('cuda') puts nvcc on PATH.`,
      `For CMake, add \`-DCUDAToolkit_ROOT=${isOnWindows(subject) ? '%LIBRARY_PREFIX%' : '$PREFIX'}\`.`,
    ],
  };
}

function isOnWindows({ platform }: Subject): boolean {
  return platform.startsWith('win-');
}

function hostFolder(subject: Subject): string {
  return isOnWindows(subject) ? '%LIBRARY_PREFIX%' : `$PREFIX/${cudaFolder(subject.platform)}`;
}

function* sourceProblems(subject: Subject, file: SourceFile): Generator<Problem> {
  if (!isBuildFile(file.name) || isTakenCareOf(subject, file)) return;
  const text = withoutComments(file.text);
  for (const { index, 0: path } of text.matchAll(systemCuda(subject.platform))) {
    const line = lineAround(file.text, index).replace(/\r$/, '');
    if (isOverridden(subject, line)) continue;
    yield {
      at: { file, start: index, end: index + path.length },
      severity: 'warning',
      message: `The source looks for CUDA in ${path}.`,
      why: ELSEWHERE,
      help: [
        path.startsWith('/')
          ? `Save these lines, without their indentation, as a patch file beside the recipe, and list the file under \`source.patches\`:\n\n${patchOf(subject, file, index, line)}\n`
          : 'With a patch under `source.patches`, take the folder from the environment of the build: LIBRARY_PREFIX.',
        'If the build sets the folder in another way, add the comment `# nx-conda-ignore hard-coded-cuda-path: <reason>` above this line of the source. If the source is not in this workspace, set this rule to off in the option `checks` of nx-conda in nx.json.',
      ],
    };
    return;
  }
}

/** Complication 9 again, added by a patch. */
function* patchProblems(subject: Subject, { patch, added }: PatchedFile): Generator<Problem> {
  if (!isBuildFile(added.name)) return;
  for (const { index, 0: path } of withoutComments(added.text).matchAll(systemCuda(subject.platform))) {
    const line = lineAround(added.text, index);
    if (isOverridden(subject, line) || REPLACING.test(line)) continue;
    yield {
      at: { file: patch, start: index, end: index + path.length },
      severity: 'warning',
      message: `The patch lets ${added.name} look for CUDA in ${path}.`,
      why: ELSEWHERE,
      help: [
        'In the patch, take the folder from the environment of the build: for example from PREFIX or CUDA_HOME.',
      ],
    };
    return;
  }
}

/** Commands that change a file; others, such as `rm -rf build && python setup.py`, only name it. */
const EDITING = /\b(sed|perl|awk|patch|replace|ed|python\S* -c|rm -f)\b/;

/** Whether a patch beside the recipe or a command edits the file. */
function isTakenCareOf(subject: Subject, { name }: SourceFile): boolean {
  const base = name.split('/').pop() ?? name;
  const edits = (script: ScriptText) =>
    script.commands.split(/[\n;]|&&|\|\|/).some((command) => EDITING.test(command) && command.includes(base));
  return isPatched(subject, name) || subject.scripts.some(edits);
}

/** Whether the line is a default, `CUDA_HOME ?= /usr/local/cuda`, and the script sets the variable. */
function isOverridden({ scripts, levels }: Subject, line: string): boolean {
  const variables = [...CUDA_HOME_VARIABLES, ...CMAKE_CUDA_VARIABLES, 'CUDA'].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(line),
  );
  const set = new Set(levels.flatMap(variablesOf).map(({ name }) => name));
  return variables.some(
    (name) => set.has(name) || scripts.some(({ commands }) => new RegExp(`\\b${name}=`).test(commands)),
  );
}

/** A patch that takes the folder from the build's environment. */
function patchOf({ platform }: Subject, { name, text }: SourceFile, offset: number, line: string): string {
  const number = text.slice(0, offset).split('\n').length;
  const mended = line.replace(systemCuda(platform), (_path, at: number) =>
    inCondaLayout(name, line.slice(0, at), platform),
  );
  return [`--- a/${name}`, `+++ b/${name}`, `@@ -${number} +${number} @@`, `-${line}`, `+${mended}`]
    .map((part) => `     ${part}`)
    .join('\n');
}
