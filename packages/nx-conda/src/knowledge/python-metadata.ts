import { NAMES_ELSEWHERE } from './names-elsewhere';
import { distributionOfModule } from './python-modules';

// conda packages whose Python metadata is not that of the distribution that their name, or their content, suggests.

/**
 * conda-forge's names for distributions with other names, which their metadata has (setup.py of PyTorch: torch; of
 * PyTables: tables; of msgpack: msgpack; of PyTorch Geometric and its parts: torch-geometric, torch-scatter, ...).
 */
const CONDA_ONLY: ReadonlySet<string> = new Set(
  'pytorch pytorch-gpu pytorch-cpu pytables msgpack-python py-opencv pytorch-geometric pytorch-cluster pytorch-scatter pytorch-sparse pytorch-spline-conv'.split(
    ' ',
  ),
);

/**
 * Distributions with files that conda-forge packages in another form: NVIDIA's wheels hold shared libraries, and
 * libcublas and the like are packages without Python metadata; the metadata of cupy is that of `cupy`; torchtriton was
 * a name for triton.
 */
const OTHER_FORM = /^(nvidia-.+-cu\d+|cupy-cuda\d+x|cupy-cuda\d+|torchtriton)$/;

/**
 * Whether conda-forge has no package with the metadata of a distribution, although it has the files of it.
 * @param name normalized (PEP 503)
 */
export function isWithoutMetadata(name: string): boolean {
  return OTHER_FORM.test(name) || CONDA_ONLY.has(name);
}

/**
 * The distribution whose module has this name, if it is another: a requirement on `sklearn` is not met by the metadata
 * of scikit-learn.
 */
export function namedLikeModule(name: string): string | undefined {
  const distribution = distributionOfModule(name);
  return distribution === name.replaceAll('_', '-') ? undefined : distribution;
}

/** Whether conda-forge's package of a distribution's name is something else, such as a library in C: `lmdb`, `uv`. */
export function isOtherOnCondaForge(name: string): boolean {
  const conda = Object.hasOwn(NAMES_ELSEWHERE, name) ? NAMES_ELSEWHERE[name] : undefined;
  const isOne = conda?.toLowerCase().replace(/[._]/g, '-') === name;
  // conda-forge's tensorflow-cpu installs tensorflow.
  return conda !== undefined && !isOne && !name.startsWith('tensorflow');
}
