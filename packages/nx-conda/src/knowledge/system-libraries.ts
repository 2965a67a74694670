import { posix } from 'node:path';

/**
 * System libraries that no package provides: glibc's, the NVIDIA driver's, and those of the display (the latter were in
 * conda-forge's core dependency trees).
 */
const SYSTEM_LIBRARIES = [
  /^ld-linux.*\.so\.\d$|^ld64\.so\.\d$/,
  /^lib(c|m|pthread|dl|rt|util|resolv|anl|mvec|BrokenLocale|thread_db)\.so\.\d$/,
  // Higher numbers belong to libnsl and libxcrypt.
  /^lib(nsl|crypt)\.so\.1$/,
  /^libc\.musl-\w+\.so\.1$/,
  /^lib(cuda|nvcuvid|nvidia-\w+|nvoptix)\.so(\.\d+)?$/,
  /^lib(GL|EGL|GLX|OpenGL|GLdispatch|GLU|GLESv\d|drm|gbm)\.so\.\d+$/,
  /^lib(X\w+|xcb(-[\w-]+)?|ICE|SM)\.so\.\d+$/,
];

/** Packages with a library of the compilers, under all their names over the years. */
const COMPILER_LIBRARIES: readonly { library: RegExp; packages: string[] }[] = [
  { library: /^libgcc_s\.so\.1$/, packages: ['libgcc', 'libgcc-ng'] },
  { library: /^libstdc\+\+\.so\.6$/, packages: ['libstdcxx', 'libstdcxx-ng'] },
  {
    library: /^libgomp\.so\.1$/,
    packages: ['libgomp', '_openmp_mutex', 'libgcc', 'libgcc-ng', 'llvm-openmp'],
  },
  {
    library: /^lib(gfortran|quadmath)\.so\.\d$/,
    packages: ['libgfortran', 'libgfortran5', 'libgfortran-ng', 'libquadmath'],
  },
  { library: /^lib(atomic|itm|asan|ubsan|tsan|lsan)\.so\.\d$/, packages: ['libgcc', 'libgcc-ng'] },
];

/** @param library a file name. */
export function isSystemLibrary(library: string): boolean {
  return SYSTEM_LIBRARIES.some((pattern) => pattern.test(library));
}

/** The packages with a library of the compilers; none for another library. */
export function packagesOfCompilerLibrary(library: string): string[] {
  return COMPILER_LIBRARIES.find((entry) => entry.library.test(library))?.packages ?? [];
}

/**
 * Whether one of the patterns matches a library. rattler-build compares them with the path that it found, or with the
 * bare name: here, either may match.
 */
export function isAllowed(library: string, patterns: string[]): boolean {
  const candidates = [library, `lib/${library}`];
  return patterns.some((pattern) => {
    const expression = toExpression(pattern);
    return posix.basename(pattern) === library || candidates.some((candidate) => expression.test(candidate));
  });
}

/** Like rattler-build's globs: a star also matches slashes. */
function toExpression(pattern: string): RegExp {
  const parts = pattern
    .replace(/[.+^$()|[\]{}\\]/g, '\\$&')
    .replace(/\*+\/?/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${parts}$`);
}
