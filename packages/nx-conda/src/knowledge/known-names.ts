import { BACKEND_PACKAGES } from './build-backends';
import { condaForgeNames } from './conda-forge-names';
import { CUDA_LIBRARIES } from './cuda-packages';
import { NAMES_ELSEWHERE } from './names-elsewhere';
import { FOUND_PACKAGES } from './found-packages';
import { FOREIGN_NAMES, PYG_NAMES } from './package-names';
import { PACKAGES_EVERYWHERE } from './packages-everywhere';
import { SAME_NAMES } from './same-names';

/** Names that recipes require most, which no other list has. */
const OFTEN =
  'cuda-nvcc cuda-version cudnn cutensor cython eigen git libtorch make ninja numpy pandas perl pip pkg-config python pytorch pytorch-cpu pytorch-gpu rust scipy setuptools sysroot_linux-64 wheel';

/**
 * Names like one of these that conda-forge has too, so that they are no mistakes: all of conda-forge's names in the
 * mapping of its bot (see conda-forge-names.ts), and of 377 feedstocks, were compared.
 */
const NEIGHBOURS =
  'cached_property cchardet datashaper flet-core importlib_resources jsonpath libcblas persistent prompt_toolkit pyppdf pytest-csv ruamel_yaml setuptools_scm sphinx_rtd_theme';

let known: { often: ReadonlySet<string>; all: ReadonlySet<string> } | undefined;

/** The names of packages of conda-forge that are known here: those that recipes require often, and all. */
export function knownNames(): { often: ReadonlySet<string>; all: ReadonlySet<string> } {
  if (known) return known;
  const often = new Set(
    [
      ...OFTEN.split(' '),
      ...CUDA_LIBRARIES.flatMap(({ dev, runtime }) => [dev, runtime ?? dev]),
      ...Object.values(FOREIGN_NAMES).flatMap(({ conda }) => conda ?? []),
      ...Object.values(PYG_NAMES),
      ...Object.values(FOUND_PACKAGES),
      ...Object.values(NAMES_ELSEWHERE),
      ...BACKEND_PACKAGES,
      ...PACKAGES_EVERYWHERE,
      ...SAME_NAMES,
    ].filter((name) => /^[\w.-]+$/.test(name)),
  );
  known = { often, all: new Set([...often, ...condaForgeNames().values(), ...NEIGHBOURS.split(' ')]) };
  return known;
}
