import { posix } from 'node:path';
import type { SourceFolder } from '../../source-folder';

/** What the build.rs of a crate in the source needs. */
export interface BuildScriptNeeds {
  /** Programs that it starts: `make`. */
  programs: string[];
  /** Libraries as for linkers and pkg-config. */
  libraries: string[];
  languages: ('cxx' | 'cuda')[];
  /** An environment variable for the architectures of CUDA. */
  architectures: string | undefined;
  /** Whether nvcc links its code into the library, not as PTX that Rust embeds as text. */
  linksCuda: boolean;
}

const COMMENT = /^[ \t]*\/\/.*$/gm;
const STARTS = /\bCommand::new\(\s*"([\w.+-]{1,40})"/g;
const LINKS =
  /cargo::?rustc-link-lib=(?:dylib=)?(?!static|framework|clang_rt)([A-Za-z][\w.+-]{0,59})(?=["\\\s])/g;
const PROBES = /\bprobe(?:_library)?\(\s*"([\w.+-]{1,60})"/g;
const USES_PKG_CONFIG = /\bpkg_config::|\bsystem_deps::/;
const CXX = /\.cpp\(\s*true\s*\)|\bcxx_build::/;
const CUDA = /\.cuda\(\s*true\s*\)|"nvcc"|\bbindgen_cuda::|\bcudaforge::/;
const ARCHITECTURES = /\benv::var(?:_os)?\(\s*"(\w{0,40}(?:ARCH|COMPUTE_CAP|_SM)\w{0,40})"/;

export function buildScriptNeeds(source: SourceFolder, folder: string): BuildScriptNeeds {
  const text = (source.read(posix.join(folder, 'build.rs')) ?? '').replace(COMMENT, '');
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
  return {
    programs: all(STARTS),
    libraries: [...all(LINKS), ...(USES_PKG_CONFIG.test(text) ? all(PROBES) : [])],
    languages: [
      ...(CXX.test(text) || CUDA.test(text) ? ['cxx' as const] : []),
      ...(CUDA.test(text) ? ['cuda' as const] : []),
    ],
    architectures: ARCHITECTURES.exec(text)?.[1],
    linksCuda: /\.cuda\(\s*true\s*\)/.test(text) && !/ptx/i.test(text),
  };
}
