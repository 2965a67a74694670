import type { Level } from '../recipe/parts/outputs';
import { findInScript, variablesOf, withoutComments } from '../recipe/parts/scripts';
import { type Subject } from './subject';
import { type Place, placeOf } from '../recipe/yaml/place';
import { isBuildFile } from '../knowledge/build-files';

/** A compute capability that a build names, `8.6`. */
export interface NamedArchitecture extends Place {
  architecture: string;
  /** `flag` for nvcc's own options, `list` for the value of a variable. */
  kind: 'flag' | 'list';
  /** Undefined for the source. */
  level?: Level;
}

/** Between a flag and its value: `-arch=sm_86`, `-arch sm_86`, or the next item of a list: `"-arch", "sm_86"`. */
const NEXT = String.raw`(?:=|[ \t]+|["'][ \t]*,[ \t]*(?:\r?\n[ \t]*)?)["']?`;
/** The last form is an item of a list whose flag is elsewhere: `flags.append("arch=compute_86,code=sm_86")`. */
const FLAG = new RegExp(
  [
    String.raw`(?<![\w-])--?(?:gencode|generate-code)${NEXT}arch=compute_(\d{2,3})[af]?`,
    String.raw`(?<![\w-])(?:-arch|--gpu-architecture)${NEXT}(?:sm|compute)_(\d{2,3})[af]?`,
    String.raw`(?<=["'])arch=compute_(\d{2,3})[af]?`,
    // CMake; a default for a variable that is not set is a cache entry.
    String.raw`\bset\(\s*CMAKE_CUDA_ARCHITECTURES\s+"?(\d{2,3})(?![^)]{0,300}\bCACHE\b)`,
    String.raw`\bCUDA_ARCHITECTURES\s+"?(\d{2,3})`,
  ].join('|'),
  'g',
);
const LIST =
  /(?:\b|-D)(?:TORCH_CUDA_ARCH_LIST|CUMM_CUDA_ARCH_LIST|CMAKE_CUDA_ARCHITECTURES|CUDAARCHS|FLASH_ATTN_CUDA_ARCHS|CUDA_ARCH_LIST|CUDA_ARCHITECTURES)(?::[A-Z]+)?=["']?([\d.;, a-zA-Z+_-]*\d[\d.;, a-zA-Z+_-]*)/g;

/** All named architectures in scripts, their variables and the build files of the source. */
export function namedArchitectures(subject: Subject): NamedArchitecture[] {
  const inScripts = subject.scripts.flatMap((script) => [
    ...[...findInScript(script, FLAG)].map(({ match, ...at }) => flag(at, match, script.level)),
    ...[...findInScript(script, LIST)].flatMap(({ match, ...at }) => list(at, match[1] ?? '', script.level)),
  ]);
  const inVariables = subject.levels.flatMap((level) =>
    variablesOf(level)
      .filter(({ name }) => name.includes('ARCH'))
      .flatMap(({ value, node }) => list(placeOf(subject, node), value, level)),
  );
  const inSource = (subject.source?.files ?? [])
    .filter(({ name }) => isBuildFile(name))
    .flatMap((file) =>
      [...withoutComments(file.text).matchAll(FLAG)]
        .filter((match) => !isDefault(file.text, match))
        .map((match) => flag({ file, start: match.index, end: match.index + match[0].length }, match)),
    );
  return [...inScripts, ...inVariables, ...inSource];
}

/** Number of characters searched before a command. */
const LOOK_BACK = 500;

/** `if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)` before `set(CMAKE_CUDA_ARCHITECTURES 80)`. */
function isDefault(text: string, match: RegExpMatchArray): boolean {
  const before = text.slice(Math.max(0, (match.index ?? 0) - LOOK_BACK), match.index);
  return match[0].startsWith('set') && /\bNOT\s+(DEFINED\s+)?CMAKE_CUDA_ARCHITECTURES\b/.test(before);
}

function flag(at: Place, match: RegExpMatchArray, level?: Level): NamedArchitecture {
  return {
    ...at,
    architecture: capability(match.slice(1).find(Boolean) ?? ''),
    kind: 'flag',
    ...(level && { level }),
  };
}

function list(at: Place, value: string, level: Level): NamedArchitecture[] {
  const found = [
    ...value.matchAll(
      /(?<![\w.])(?:sm_|compute_)?(\d{1,2}\.\d|\d{2,3})[af]?(?:-real|-virtual|\+PTX)?(?![\w.])/g,
    ),
  ];
  return found.map((match) => ({ ...at, architecture: capability(match[1] ?? ''), kind: 'list', level }));
}

/** `86` is 8.6, `120` is 12.0. */
function capability(text: string): string {
  return text.includes('.') ? text : `${text.slice(0, -1)}.${text.slice(-1)}`;
}
