import { patchelfLines } from './patchelf';

/** conda-forge's folder for files of the target platform. */
export const targetFolder = 'targets/x86_64-linux';

/** Lines of a script that gets the unpacked wheel as `$library`, and `$targets`. */
export type Part = readonly string[];

export const targetLibraries: Part = [
  'mkdir -p "$targets/lib"',
  'for file in "$library"/lib/*.so*; do',
  '  cp "$file" "$targets/lib/"',
  // Their dependencies are in folders of other wheels there, and beside them here.
  `  "$patchelf" --force-rpath --set-rpath '$ORIGIN' "$targets/lib/$(basename "$file")"`,
  'done',
];

export const libraryLinks: Part = [
  'mkdir -p "$PREFIX/lib"',
  `for file in "$library"/lib/*.so*; do ln -s "../${targetFolder}/lib/$(basename "$file")" "$PREFIX/lib/"; done`,
];

export const headers: Part = ['mkdir -p "$targets"', 'cp -R "$library/include" "$targets/"'];

/** A wheel only has `libcublas.so.12`: the linker looks for the name without a number. */
export const targetLinks: Part = [
  'mkdir -p "$targets/lib"',
  'for file in "$library"/lib/*.so.*; do',
  '  name=$(basename "$file"); ln -s "$name" "$targets/lib/${name%%.so.*}.so"',
  'done',
];

export const developmentLinks: Part = [
  'mkdir -p "$PREFIX/lib"',
  'for file in "$library"/lib/*.so.*; do',
  `  name=$(basename "$file"); name=\${name%%.so.*}.so; ln -s "../${targetFolder}/lib/$name" "$PREFIX/lib/$name"`,
  'done',
];

export const libraryParts = [targetLibraries, libraryLinks];
export const developmentParts = [headers, targetLinks, developmentLinks];

/** The driver's functions, so programs link on machines without a driver. All of them fail. */
export const driverStub: Part = [
  'mkdir -p "$targets/lib/stubs"',
  'gcc -E -P "$library/include/cuda.h" | grep -oE "\\bcu[A-Z][A-Za-z0-9_]*[ ]*\\(" | tr -d " (" | sort -u |',
  // CUDA_ERROR_STUB_LIBRARY
  '  sed "s/.*/int &(void) { return 34; }/" > stub.c',
  'gcc -shared -fPIC -s -Wl,-soname,libcuda.so.1 -o "$targets/lib/stubs/libcuda.so" stub.c',
];

export const driverLink: Part = [
  'mkdir -p "$PREFIX/lib/stubs"',
  `ln -s "../../${targetFolder}/lib/stubs/libcuda.so" "$PREFIX/lib/stubs/"`,
];

/** The lines before the parts. @param folder of the library, in its wheel */
export function preparation(folder: string): readonly string[] {
  return [
    `library="$SRC_DIR/wheel/${folder}"`,
    `targets="$PREFIX/${targetFolder}"`,
    ...patchelfLines,
    // Marker files of Python packages.
    'find "$library" -name __init__.py -delete',
  ];
}
