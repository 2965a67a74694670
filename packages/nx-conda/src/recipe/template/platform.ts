/** Names of platform families, as in `if: linux`; the part of a subdir before the first dash. */
const families = ['linux', 'osx', 'win', 'emscripten', 'wasi', 'freebsd', 'zos'];
const unixFamilies = ['linux', 'osx', 'emscripten', 'freebsd'];
const architectures =
  'x86 x86_64 aarch64 arm64 armv6l armv7l loongarch64 ppc64le ppc64 s390x riscv32 riscv64 wasm32 z'.split(
    ' ',
  );
export const SUBDIRS = (
  'linux-32 linux-64 linux-aarch64 linux-armv6l linux-armv7l linux-loongarch64 linux-ppc64le linux-ppc64 ' +
  'linux-riscv32 linux-riscv64 linux-s390x osx-64 osx-arm64 win-32 win-64 win-arm64 emscripten-wasm32 ' +
  'wasi-wasm32 freebsd-64 zos-z'
).split(' ');

/** Platforms that recipes are built on in practice; a cross build has one of them as its `build_platform`. */
export const buildMachines = ['linux-64', 'linux-aarch64', 'osx-64', 'osx-arm64', 'win-64'];

/**
 * The variables that rattler-build derives from the platform: `unix`, `linux`, `x86_64`, `linux64`, ... All names and
 * values are from renderings of 0.74 for each platform.
 */
export function platformVariables(platform: string): Readonly<Record<string, string | boolean>> {
  const known = variablesOf.get(platform) ?? newVariables(platform);
  variablesOf.set(platform, known);
  return known;
}

const variablesOf = new Map<string, Readonly<Record<string, string | boolean>>>();

function newVariables(platform: string): Record<string, string | boolean> {
  // `${{ constructor }}` is undefined, although objects inherit it.
  return Object.assign(Object.create(null) as object, {
    ...Object.fromEntries(families.map((name) => [name, name === familyOf(platform)])),
    ...Object.fromEntries(architectures.map((name) => [name, name === architectureOf(platform)])),
    ...Object.fromEntries(SUBDIRS.map((name) => [name.replace('-', ''), name === platform])),
    unix: isUnix(platform),
    target_platform: platform,
    host_platform: platform,
  });
}

export function isUnix(platform: string): boolean {
  return unixFamilies.includes(familyOf(platform));
}

export function familyOf(platform: string): string {
  return platform.split('-')[0] ?? '';
}

/** `x86_64` for `linux-64`, as templates and the names of CDT packages write it. */
export function architectureOf(platform: string): string {
  const suffix = platform.slice(platform.indexOf('-') + 1);
  if (suffix === '64') return 'x86_64';
  return suffix === '32' ? 'x86' : suffix;
}
