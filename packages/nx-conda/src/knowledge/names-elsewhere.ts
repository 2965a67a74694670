/**
 * conda-forge names of PyPI distributions whose own name conda-forge does not use, or uses for something else. Names
 * are normalized (PEP 503). These override every generated mapping: conda-forge-names.txt lacks them, or is wrong.
 */
export const NAMES_ELSEWHERE: Readonly<Record<string, string>> = {
  // airflow-feedstock has used PyPI's names for its outputs since Airflow 2.
  'apache-airflow': 'apache-airflow',
  // grayskull, strategy/config.yaml.
  'confluent-kafka': 'python-confluent-kafka',
  kaleido: 'python-kaleido',
  ortools: 'ortools-python',
  pvlib: 'pvlib-python',
  symengine: 'python-symengine',
  // From their feedstocks: conda-forge's package of PyPI's name is a program or a C library.
  'antlr4-python3-runtime': 'antlr-python-runtime',
  brotli: 'brotli-python',
  clang: 'python-clang',
  libclang: 'python-clang',
  qdldl: 'qdldl-python',
  eccodes: 'python-eccodes',
  gmsh: 'python-gmsh',
  help2man: 'python-help2man',
  lmdb: 'python-lmdb',
  pgvector: 'pgvector-python',
  // Only this has Python's module and metadata; uv is the program.
  uv: 'python-uv',
  wasmtime: 'wasmtime-py',
  // Spelling: dots and underscores that normalization removes.
  'backports-zstd': 'backports.zstd',
  'opt-einsum': 'opt_einsum',
  'smart-open': 'smart_open',
  'jupyter-core': 'jupyter_core',
  'jupyter-events': 'jupyter_events',
  'jupyterlab-server': 'jupyterlab_server',
  'ruamel-yaml-clib': 'ruamel.yaml.clib',
  // Build systems.
  'oldest-supported-numpy': 'numpy',
  // One package for several on PyPI.
  'tensorflow-cpu': 'tensorflow',
  'tensorflow-gpu': 'tensorflow',
};
