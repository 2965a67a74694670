import { posix } from 'node:path';
import type { SourceFolder } from '../../source-folder';
import type { BuildFile } from '../../python-project/build-code';
import { callsNvcc } from './kernels';
import { hasNativeSources } from './source-languages';

/** Settings that make a wheel for one platform, as the build tools name them. */
const PLATFORM: readonly [RegExp, string][] = [
  // Hatch: build_data["pure_python"] = False; build_data["infer_tag"] = True; build_data["tag"] = ...
  [/["'](?:pure_python|is_purelib)["'][ \t]*(?:\][ \t]*=|:)[ \t]*False\b/, 'pure_python'],
  [/["']infer_tag["'][ \t]*(?:\][ \t]*=|:)[ \t]*True\b/, 'infer_tag'],
  [/\bbuild_data\[["']tag["']\][ \t]*=/, 'tag'],
  [/\bis_purelib[ \t]*=[ \t]*False\b/, 'is_purelib'],
  // setuptools: a command of its own for wheels.
  [/\bplat_name_supplied[ \t]*=[ \t]*True\b/, 'plat_name'],
];
const STARTS_PROGRAMS = /\b(?:subprocess|os\.system|os\.popen|\.spawn|check_call|check_output)\b/;
const COMPILERS =
  /["'](?:cc|gcc|g\+\+|c\+\+|clang|clang\+\+|nvcc|cmake|make|gmake|ninja|meson|scons|bazel|cargo|go|gfortran|zig|waf)(?:["']| )/;

/** Why a build script makes something for one platform, without extensions; undefined if there is no evidence. */
export function platformEvidence(
  source: SourceFolder,
  files: readonly BuildFile[],
  folder: string,
): string | undefined {
  for (const { name, text } of files) {
    const setting = PLATFORM.find(([pattern]) => pattern.test(text))?.[1];
    if (setting !== undefined) return `${setting} in ${name}`;
  }
  const call = compilerCall(files);
  return call !== undefined && (hasNativeSources(source, folder) || callsNvcc(source, files))
    ? call
    : undefined;
}

/** In the script itself: the modules that it imports may be parts of the package. */
function compilerCall([script]: readonly BuildFile[]): string | undefined {
  if (!script || !STARTS_PROGRAMS.test(script.text)) return undefined;
  const compiler = COMPILERS.exec(script.text)?.[0];
  return compiler === undefined
    ? undefined
    : `the call of ${compiler.replace(/["' ]/g, '')} in ${script.name}`;
}

const MAX_NAMES = 5;

/** Compiled libraries inside a package of the source: they run on one platform only. */
export function shippedLibraries(source: SourceFolder, folder: string): string[] {
  const start = folder === '' || folder === '.' ? '' : `${folder}/`;
  return source.files
    .filter(
      (name) => name.startsWith(start) && /\.(so(\.\d+)*|pyd|dylib)$/.test(name) && isInPackage(source, name),
    )
    .filter((name) => !/(^|\/)(tests?|testing|docs?|examples?|site-packages)\//i.test(name))
    .slice(0, MAX_NAMES);
}

function isInPackage(source: SourceFolder, name: string): boolean {
  for (let at = posix.dirname(name); at !== '.' && at !== '/'; at = posix.dirname(at)) {
    if (source.has(`${at}/__init__.py`)) return true;
  }
  return false;
}
