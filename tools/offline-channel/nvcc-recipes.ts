import { cudart } from './cuda-libraries';
import { targetFolder } from './cuda-parts';
import { nvccActivation } from './nvcc-activation';
import { deviceLibrary, version } from './nvcc-downloads';
import { exported, pin, plan, recipe, withoutFiles } from './nvcc-plan';
import type { Plan } from './package-recipe';

/** nvcc in conda-forge's packages and places (cuda-nvcc and cuda-nvcc-impl feedstocks, 12.5 to 12.8). */
export function planNvcc(): readonly Plan[] {
  return [...planTools(), ...planTargets(), planImplementation(), planActivation(), planMetapackage()];
}

function planTools(): readonly Plan[] {
  return [
    plan('cuda-nvcc-tools', toolLines, {
      run: [pin, `cuda-crt-tools ==${version}`, `cuda-nvvm-tools ==${version}`],
    }),
    plan('cuda-crt-tools', ['mkdir -p "$PREFIX/bin"', 'cp -R "$debian/bin/crt" "$PREFIX/bin/"'], {
      run: [pin],
    }),
    plan('cuda-nvvm-tools', nvvmLines, { run: [pin] }),
    plan('cuda-nvvm-impl', ['mkdir -p "$PREFIX/nvvm"', 'cp -R "$wheel/nvvm/lib64" "$PREFIX/nvvm/"'], {
      run: [pin],
    }),
  ];
}

const toolLines = [
  'mkdir -p "$PREFIX/bin"',
  'cp "$debian/bin/nvcc" deb/usr/bin/cudafe++ deb/usr/bin/fatbinary deb/usr/bin/nvlink "$PREFIX/bin/"',
  'cp deb/usr/bin/bin2c deb/usr/bin/cuobjdump deb/usr/bin/nvprune "$wheel/bin/ptxas" "$PREFIX/bin/"',
  'chmod +x "$PREFIX/bin/ptxas"',
  // The settings of conda-forge's own package, relative to nvcc.
  `cat > "$PREFIX/bin/nvcc.profile" <<'PROFILE'`,
  `TOP              = $(_HERE_)/../${targetFolder}`,
  'NVVMIR_LIBRARY_DIR = $(TOP)/../../nvvm/libdevice',
  'CICC_PATH        = $(TOP)/../../nvvm/bin',
  'LD_LIBRARY_PATH += $(TOP)/lib:',
  'PATH            += $(TOP)/../../nvvm/bin:$(TOP)/../../bin:',
  'INCLUDES        += "-I$(TOP)/include" $(_SPACE_) $(CUDA_INCLUDE_DIRS) $(_SPACE_)',
  'LIBRARIES       =+ $(_SPACE_) "-L$(TOP)/lib/stubs" "-L$(TOP)/lib" $(_SPACE_) $(CUDA_LINK_DIRS) $(_SPACE_)',
  'CUDAFE_FLAGS    +=',
  'PTXAS_FLAGS     +=',
  'PROFILE',
];

const nvvmLines = [
  'mkdir -p "$PREFIX/nvvm/bin"',
  'cp "$debian/bin/cicc" "$PREFIX/nvvm/bin/"',
  'cp -R "$wheel/nvvm/libdevice" "$PREFIX/nvvm/"',
];

function planTargets(): readonly Plan[] {
  return [
    plan('cuda-nvvm-dev_linux-64', [targets, 'ln -s ../../nvvm "$targets/nvvm"'], { run: [pin] }),
    plan(
      'cuda-crt-dev_linux-64',
      [targets, 'mkdir "$targets/include"', 'cp -R "$wheel/include/crt" "$targets/include/"'],
      {
        run: [pin],
        run_exports: exported,
      },
    ),
    plan('cuda-nvcc-dev_linux-64', targetLines, {
      run: [pin, `cuda-crt-dev_linux-64 ==${version}`, `cuda-nvvm-dev_linux-64 ==${version}`],
      run_exports: exported,
    }),
    ...planStatic(),
  ];
}

const targets = `targets="$PREFIX/${targetFolder}"; mkdir -p "$targets"`;

const targetLines = [
  targets,
  'mkdir "$targets/bin" "$targets/include"',
  'ln -s ../../../bin/nvcc "$targets/bin/nvcc"',
  'ln -s lib "$targets/lib64"',
  'cp "$wheel"/include/*.h "$targets/include/"',
];

/**
 * libcudadevrt.a; and in place of libcudart_static.a, which no registry has for CUDA 12, a script that makes the linker
 * take the shared library. nvcc and CMake link libcudart_static.a by default.
 */
function planStatic(): readonly Plan[] {
  const name = 'cuda-cudart-static_linux-64';
  const files = [
    targets,
    'mkdir "$targets/lib"',
    'cp cumm/cumm/lib/libcudadevrt.a "$targets/lib/"',
    'echo "INPUT(-lcudart)" > "$targets/lib/libcudart_static.a"',
  ];
  const link = [
    'mkdir -p "$PREFIX/lib"',
    ...['cudadevrt', 'cudart_static'].map(
      (name) => `ln -s "../${targetFolder}/lib/lib${name}.a" "$PREFIX/lib/"`,
    ),
  ];
  return [
    {
      recipe: {
        ...recipe(name, files, { run: [pin] }, cudart.version),
        source: [{ path: 'cumm.zip', sha256: deviceLibrary.sha256, target_directory: 'cumm' }],
      },
      downloads: { 'cumm.zip': deviceLibrary },
    },
    {
      recipe: recipe(
        'cuda-cudart-static',
        link,
        { run: [pin, `${name} ==${cudart.version}`] },
        cudart.version,
      ),
      downloads: {},
    },
  ];
}

function planImplementation(): Plan {
  return withoutFiles('cuda-nvcc-impl', {
    run: [
      pin,
      ...['cuda-nvcc-tools', 'cuda-nvcc-dev_linux-64', 'cuda-nvvm-impl'].map(
        (name) => `${name} ==${version}`,
      ),
      'cuda-cudart-dev',
    ],
    run_exports: exported,
  });
}

function planActivation(): Plan {
  const needed = ['cuda-nvcc-dev_linux-64', 'cuda-nvcc-tools', 'cuda-nvcc-impl'];
  const name = 'cuda-nvcc_linux-64';
  return {
    recipe: recipe(name, nvccActivation, {
      run: [
        ...needed.map((needed) => `${needed} ==${version}`),
        'cuda-cudart-dev_linux-64 12.6.*',
        'cuda-driver-dev_linux-64 12.6.*',
        'sysroot_linux-64 >=2.17,<3.0.a0',
      ],
      run_exports: exported,
    }),
    downloads: {},
  };
}

function planMetapackage(): Plan {
  return withoutFiles('cuda-nvcc', {
    run: [`cuda-nvcc_linux-64 ==${version}`, 'gcc_linux-64', 'gxx_linux-64'],
  });
}
