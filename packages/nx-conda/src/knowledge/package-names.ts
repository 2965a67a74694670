/** A name that is used elsewhere, but is unknown on conda-forge or means something else there. */
export interface ForeignName {
  /** conda-forge's name; undefined if it has no equivalent. */
  conda?: string;
  /** Where the name is used: `PyPI`, a channel, or other packages. */
  from: string;
  /** The whole requirement to write instead, if the name alone is not enough. */
  requirement?: string;
  /** False if conda-forge may have a package of that name after all. */
  isCertain: boolean;
}

const pypi = (conda: string): ForeignName => ({ conda, from: 'PyPI', isCertain: true });

/**
 * Only names that conda-forge does not have, with their replacements: conda-forge's own static table (cf-scripts,
 * pypi_name_mapping_static.yaml), and pytorch-cpu-feedstock for PyTorch.
 */
export const FOREIGN_NAMES: Readonly<Record<string, ForeignName>> = {
  // Same as pytorch-gpu (pytorch-cpu-feedstock, issue 187); the build string is the robust way (issue 338).
  'pytorch-cuda': {
    conda: 'pytorch',
    from: 'the pytorch channel',
    requirement: 'pytorch * cuda*',
    isCertain: true,
  },
  'pytorch-mutex': { conda: 'pytorch', from: 'the pytorch channel', isCertain: true },
  torch: pypi('pytorch'),
  torchtriton: { conda: 'triton', from: 'the pytorch channel', isCertain: true },
  'opencv-python': pypi('py-opencv'),
  'opencv-python-headless': pypi('py-opencv'),
  'opencv-contrib-python': pypi('py-opencv'),
  'opencv-contrib-python-headless': pypi('py-opencv'),
  sklearn: pypi('scikit-learn'),
  'onnxruntime-gpu': pypi('onnxruntime'),
  msgpack: { ...pypi('msgpack-python'), isCertain: false },
  tables: { ...pypi('pytables'), isCertain: false },
  cv2: { ...pypi('py-opencv'), isCertain: false },
  skimage: { ...pypi('scikit-image'), isCertain: false },
  // cudnn-feedstock and nccl-feedstock have other outputs.
  'cudnn-dev': { conda: 'libcudnn-dev', from: 'another packager', isCertain: false },
  'cudnn-devel': { conda: 'libcudnn-dev', from: 'another packager', isCertain: false },
  'libcudnn9-dev-cuda-12': { conda: 'libcudnn-dev', from: "NVIDIA's packages for Debian", isCertain: true },
  'libcudnn9-cuda-12': { conda: 'libcudnn', from: "NVIDIA's packages for Debian", isCertain: true },
  'nccl-dev': { conda: 'nccl', from: 'another packager', isCertain: false },
  'libnccl-dev': { conda: 'nccl', from: "NVIDIA's packages for Debian", isCertain: true },
  libnccl2: { conda: 'nccl', from: "NVIDIA's packages for Debian", isCertain: true },
  bs4: { ...pypi('beautifulsoup4'), isCertain: false },
};

/** PyTorch Geometric and its parts: dashes on PyPI and in the pyg channel, underscores on conda-forge. */
export const PYG_NAMES: Readonly<Record<string, string>> = {
  pyg: 'pytorch_geometric',
  'torch-geometric': 'pytorch_geometric',
  torch_geometric: 'pytorch_geometric',
  'pytorch-geometric': 'pytorch_geometric',
  'pytorch-cluster': 'pytorch_cluster',
  'torch-cluster': 'pytorch_cluster',
  torch_cluster: 'pytorch_cluster',
  'pytorch-scatter': 'pytorch_scatter',
  'torch-scatter': 'pytorch_scatter',
  torch_scatter: 'pytorch_scatter',
  'pytorch-sparse': 'pytorch_sparse',
  'torch-sparse': 'pytorch_sparse',
  torch_sparse: 'pytorch_sparse',
  'pytorch-spline-conv': 'pytorch_spline_conv',
  'torch-spline-conv': 'pytorch_spline_conv',
  torch_spline_conv: 'pytorch_spline_conv',
};

/**
 * Those of these names that conda-forge has too, from feedstocks of their own: torch-geometric 2.6.1, and torch-scatter
 * 2.1.1, whose feedstock is archived (admin-requests 1827).
 */
export const PYG_TWINS: Readonly<Record<string, 'kept' | 'archived'>> = {
  'torch-geometric': 'kept',
  'torch-scatter': 'archived',
};

/** The content of NVIDIA's wheels is in these packages. */
const NVIDIA_WHEELS: Readonly<Record<string, string>> = {
  'cuda-runtime': 'cuda-cudart',
  'cuda-nvrtc': 'cuda-nvrtc',
  'cuda-cupti': 'cuda-cupti',
  'cuda-nvcc': 'cuda-nvcc',
  cublas: 'libcublas',
  cufft: 'libcufft',
  curand: 'libcurand',
  cusolver: 'libcusolver',
  cusparse: 'libcusparse',
  cusparselt: 'cusparselt',
  cudnn: 'libcudnn',
  cufile: 'libcufile',
  nccl: 'nccl',
  nvjitlink: 'libnvjitlink',
  nvtx: 'cuda-nvtx',
  npp: 'libnpp',
  nvjpeg: 'libnvjpeg',
};

/** The meaning of a name that conda-forge does not have; undefined for every other name. */
export function foreignName(name: string): ForeignName | undefined {
  if (Object.hasOwn(FOREIGN_NAMES, name)) return FOREIGN_NAMES[name];
  const [, wheel = ''] = /^nvidia-([\w-]+)-cu\d+$/.exec(name) ?? [];
  if (wheel !== '') return { from: 'PyPI', conda: NVIDIA_WHEELS[wheel], isCertain: true };
  const apt = /^((?:cuda|libcu|libnv|libnpp)[a-z-]*)-1\d-\d$/.exec(name)?.[1];
  if (apt !== undefined) return { from: "NVIDIA's packages for Debian", conda: apt, isCertain: true };
  // cumm-cu126, cupy-cuda12x: distributions with the CUDA release in their names. conda uses variants instead.
  const [, plain = ''] = /^(.+)-(?:cu\d{2,3}|cuda\d+x)$/.exec(name) ?? [];
  return plain === '' ? undefined : { from: 'PyPI', conda: plain, isCertain: false };
}
