/** PyPI distributions that conda-forge has under the same name, normalized: those that sources require most. */
export const SAME_NAMES: ReadonlySet<string> = new Set(
  `
absl-py accelerate adbc-driver-manager addict affine aiofiles aiohappyeyeballs aiohttp aiomysql aioresponses
aiosignal aiosqlite alabaster albucore albumentations ale-py alembic altair amqp annotated-types anyio appdirs
apscheduler argcomplete argon2-cffi argon2-cffi-bindings arrow arviz ase asgiref asteroid-filterbanks asteval
astroid astropy astroquery asttokens async-timeout asyncpg attrs audioread authlib autopep8 azure-core
azure-identity azure-storage-blob babel backcall bcrypt beartype beautifulsoup4 billiard biopython bitsandbytes
black blackjax bleach bokeh boto3 botocore botorch branca cachetools cartopy catalogue cattrs ccdproc ccimport
celerite2 celery certifi cffi cftime chardet charset-normalizer chex cibuildwheel clarabel cleo click
click-plugins cligj cloudpathlib cloudpickle cmake cogent3 colorama colorcet coloredlogs colorlog comm
confection contourpy cookiecutter copier corner coverage cppy cramjam crashtest cryptography cupy cvxopt cvxpy
cycler cymem cython dacite dash dataclasses-json datasets datashader decorator deepdiff defusedxml dendropy
diffrax diffusers dill dipy diskcache distlib distributed django djangorestframework dm-control dm-haiku dm-tree
docopt docutils dynesty e3nn ecos editables editdistance efficientnet-pytorch einops einx emcee entrypoints
equinox evaluate exceptiongroup executing expandvars fabric faiss-cpu faker fastapi fastparquet ffmpy filelock
fiona fire flake8 flash-attn flask flask-cors flask-sqlalchemy flatdict flax flit-core folium fonttools
freetype-py freezegun frozendict frozenlist fsspec ftfy fugashi furo future gala galpy gast gdown gensim
geographiclib geopandas geopy george gevent gitdb gitpython google-api-core google-api-python-client google-auth
google-auth-httplib2 google-auth-oauthlib google-cloud-bigquery google-cloud-core google-cloud-storage
google-pasta google-resumable-media googleapis-common-protos gpytorch gradio gradio-client granian greenlet
grpcio grpcio-status grpcio-tools gunicorn gym gymnasium gymnasium-robotics h11 h5netcdf h5py hatch
hatch-fancy-pypi-readme hatch-vcs hatchling healpy hf-transfer highspy hishel holoviews httpcore httplib2
httpretty httptools httpx humanfriendly humanize hvplot hydra-core hypercorn hyperpyyaml hypothesis
ibis-framework idna imageio imageio-ffmpeg imagesize imgaug importlib-metadata iniconfig invoke iopath ipykernel
ipyleaflet ipympl ipython ipywidgets isodate isort itk itsdangerous jax jaxlib jaxopt jaxtyping jedi jeepney
jellyfish jieba jinja2 jiter jiwer jmespath joblib joserfc json5 jsonpatch jsonpickle jsonpointer jsonschema
jupyter jupyterlab jupyterlab-git jupytext keras keyring kiwisolver kombu kornia langchain langcodes langdetect
lark leidenalg levenshtein librosa lightgbm lightkurve lightning lightning-utilities lineax llvmlite lmfit
locket loguru lxml lz4 mako markdown markdown-it-py markdown2 markupsafe marshmallow matplotlib-inline maturin
mccabe mdtraj mdurl mecab-python3 meshio meson meson-python metpy mistune mkdocs mkdocs-material mne mock monai
more-itertools moto mpi4py mpmath mujoco multidict multiprocess murmurhash mypy mysqlclient myst-parser nanobind
nanoid narwhals natsort nbclient nbconvert nbdime nbformat nbsphinx nest-asyncio netcdf4 networkx nibabel
nilearn ninja nltk notebook nox numba numcodecs numexpr numpy numpydoc numpyro nuscenes-devkit nutpie
nvidia-ml-py oauthlib odfpy omegaconf onnx onnxruntime open-clip-torch open3d openai openmm openpyxl
opentelemetry-api opentelemetry-proto opentelemetry-sdk optax optimistix optree optuna oracledb orbax-checkpoint
orjson osqp packaging pandas pandocfilters panel papermill param parameterized paramiko parso partd passlib
pathspec pathy patsy pdfplumber pdm pdm-backend peewee peft pettingzoo pexpect photutils pickleshare pillow pint
pip pipdeptree pipx pkgconfig platformdirs plotly pluggy ply plyfile poetry poetry-core poetry-plugin-export
poliastro pooch portalocker pre-commit preshed pretrainedmodels prettytable progressbar2 prompt-toolkit
propcache proto-plus protobuf psutil psycopg psycopg2 ptyprocess pulp py-cpuinfo pyarrow pyasn1 pyasn1-modules
pybind11 pybullet pycocotools pycodestyle pycparser pycryptodome pycryptodomex pyct pydantic pydantic-core
pydantic-settings pydata-sphinx-theme pydicom pydocstyle pydot pydub pyerfa pyfakefs pyflakes pyglet pygments
pygraphviz pyjwt pylint pymatgen pymc pymeshlab pymongo pymysql pynacl pynndescent pynrrd pyodbc pyogrio
pyopenssl pyparsing pypdf pypdf2 pyproj pyquaternion pyrender pyro-ppl pyrsistent pyscaffold pyserial pyshtools
pysocks pyspark pytensor pytest pytest-asyncio pytest-benchmark pytest-cov pytest-env pytest-forked pytest-mock
pytest-rerunfailures pytest-runner pytest-subtests pytest-timeout pytest-xdist python-dateutil python-docx
python-dotenv python-jose python-levenshtein python-louvain python-magic python-multipart python-pptx
python-slugify python-snappy pythran pytorch-lightning pytz pyvista pyvo pywavelets pyxlsb pyyaml pyzmq
rapidfuzz rasterio rdkit referencing regex regions reportlab reproject requests requests-mock requests-oauthlib
requests-toolbelt resampy responses rfc3986 rich rich-argparse rich-click rouge-score rpds-py rsa rtree ruff
rustworkx s3fs sacrebleu sacremoses safetensors scikit-build scikit-build-core scikit-image scikit-learn scipy
scs secretstorage segmentation-models-pytorch sentence-transformers sentencepiece sentry-sdk setuptools
setuptools-git-versioning setuptools-rust setuptools-scm sgp4 shapely sharedarray shellingham shtab simpleitk
simplejson simsimd siphon six skyfield smmap sniffio snowballstemmer snuggs sortedcontainers soupsieve spacy
spacy-legacy spacy-loggers specutils speechbrain spglib sphinx sphinx-rtd-theme sphinxcontrib-applehelp
sphinxcontrib-devhelp sphinxcontrib-htmlhelp sphinxcontrib-jquery sphinxcontrib-jsmath sphinxcontrib-qthelp
sphinxcontrib-serializinghtml sqlalchemy sqlmodel sqlparse srsly stable-baselines3 starlette statsmodels
stringzilla sudachipy sunpy supersuit supervision sympy tabulate tblib tenacity tensorboard
tensorboard-data-server tensorboardx tensorflow tensorstore termcolor terminado testpath text-unidecode textblob
textdistance thinc threadpoolctl tifffile tiktoken timm tinycss2 tokenizers toml tomli tomli-w tomlkit toolz
toposort torchaudio torchcrepe torchdiffeq torchio torchmetrics torchsde torchvision tornado tox tqdm traitlets
transformers trimesh triton trove-classifiers tweepy twine typeguard typer typer-slim typing-inspection tzlocal
ujson ultralytics ultranest umap-learn uncertainties unearth unidecode unidic-lite urllib3 usd-core uvicorn
uvloop validate-pyproject vcrpy versioneer versioningit vine virtualenv voila vtk waitress wandb wasabi watchdog
watchfiles wcwidth weasel webencodings websocket-client websockets werkzeug wheel widgetsnbextension wrapt
xarray xformers xgboost xlrd xlsxwriter xlwt xyzservices yacs yapf yarl z3-solver zarr zict zipp zipstream-ng
zstandard
`
    .trim()
    .split(/\s+/),
);
