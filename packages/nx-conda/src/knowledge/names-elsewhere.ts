/**
 * What conda-forge calls distributions of PyPI whose own name it does not use, or uses for something else. Names are
 * normalised (PEP 503). These win over every mapping that is made by machine: conda-forge-names.txt lacks them, or is
 * wrong.
 */
export const NAMES_ELSEWHERE: Readonly<Record<string, string>> = {
  // airflow-feedstock has had outputs of PyPI's names since Airflow 2.
  'apache-airflow': 'apache-airflow',
  // grayskull, strategy/config.yaml.
  'confluent-kafka': 'python-confluent-kafka',
  kaleido: 'python-kaleido',
  ortools: 'ortools-python',
  pvlib: 'pvlib-python',
  symengine: 'python-symengine',
  // The feedstocks of these names: conda-forge's package of PyPI's name is a program or a C library.
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
  // Spelling: dots and underscores that normalising takes away.
  'backports-zstd': 'backports.zstd',
  'opt-einsum': 'opt_einsum',
  'smart-open': 'smart_open',
  'jupyter-core': 'jupyter_core',
  'jupyter-events': 'jupyter_events',
  'jupyterlab-server': 'jupyterlab_server',
  'ruamel-yaml-clib': 'ruamel.yaml.clib',
  // Of build systems.
  'oldest-supported-numpy': 'numpy',
  // One package for what PyPI has in several.
  'tensorflow-cpu': 'tensorflow',
  'tensorflow-gpu': 'tensorflow',
};
