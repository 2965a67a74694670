/** Distributions that conda-forge has under PyPI's own name, normalised: the ones that sources ask for most. */
export const SAME_NAMES: ReadonlySet<string> = new Set(
  `
absl-py accelerate addict affine aiofiles aiohttp aiosignal alabaster alembic altair amqp annotated-types anyio
appdirs argcomplete argon2-cffi arrow ase asgiref asteval astroid astropy async-timeout attrs autopep8 babel
bcrypt beautifulsoup4 billiard biopython bitsandbytes black bleach bokeh boto3 botocore branca cachetools
cartopy catalogue ccimport celery certifi cffi cftime chardet charset-normalizer cibuildwheel click
click-plugins cligj cloudpickle cmake cmake-python-distributions cogent3 colorama colorcet coloredlogs colorlog
comm contourpy corner coverage cryptography cupy cvxpy cycler cymem cython dacite dash dataclasses-json datasets
datashader decorator deepdiff defusedxml dendropy dill diskcache distlib distributed django djangorestframework
dm-tree docopt docutils e3nn editables einops emcee entrypoints evaluate exceptiongroup executing fabric
faiss-cpu faker fastapi filelock fiona fire flake8 flash-attn flask flask-cors flask-sqlalchemy flit-core folium
fonttools freetype-py freezegun frozendict frozenlist fsspec ftfy future gast gdown gensim geographiclib
geopandas geopy gevent gitdb gitpython google-auth google-pasta greenlet grpcio gunicorn gym gymnasium h11
h5netcdf h5py hatch hatch-fancy-pypi-readme hatch-vcs hatchling holoviews httpcore httptools httpx humanfriendly
humanize hydra-core hypothesis idna imageio imageio-ffmpeg imagesize imgaug importlib-metadata iniconfig invoke
iopath ipykernel ipython ipywidgets isodate isort itsdangerous jax jaxlib jedi jeepney jellyfish jinja2 jiter
jmespath joblib json5 jsonpatch jsonpickle jsonpointer jsonschema jupyter jupyterlab keras keyring kiwisolver
kombu kornia langchain langcodes langdetect lark levenshtein lightgbm lightning lightning-utilities llvmlite
lmfit locket loguru lxml lz4 mako markdown markdown-it-py markupsafe marshmallow maturin mccabe mdtraj mdurl
meson meson-python metpy mistune mkdocs mkdocs-material mock more-itertools moto mpi4py mpmath multidict
multiprocess murmurhash mypy myst-parser nanobind natsort nbconvert nbformat nbsphinx nest-asyncio netcdf4
networkx nibabel ninja nltk notebook nox numba numcodecs numexpr numpy numpydoc nuscenes-devkit nvidia-ml-py
omegaconf onnx onnxruntime open3d openai openmm openpyxl optax optree optuna orjson packaging pandas
pandocfilters panel param parameterized paramiko parso partd pathspec pathy patsy pdm pdm-backend peft pexpect
photutils pillow pint pip pipdeptree pipx platformdirs plotly pluggy ply plyfile poetry-core pooch portalocker
pre-commit preshed prettytable progressbar2 prompt-toolkit propcache proto-plus protobuf psutil psycopg psycopg2
ptyprocess py-cpuinfo pyarrow pyasn1 pybind11 pycocotools pycodestyle pycparser pyct pydantic pydantic-core
pydantic-settings pydicom pydocstyle pyerfa pyflakes pyg-lib pygments pyjwt pylint pymatgen pymongo pymysql
pynacl pynndescent pyogrio pyopenssl pyparsing pyproj pyquaternion pyrsistent pyserial pyshtools pysocks pytest
pytest-cov pytest-mock pytest-runner pytest-xdist python-dateutil python-dotenv python-levenshtein
python-multipart python-slugify pytorch-lightning pytz pyvista pywavelets pyyaml pyzmq rapidfuzz rasterio
ray-core rdkit referencing regex requests requests-oauthlib requests-toolbelt responses rfc3986 rich rouge-score
rpds-py rsa rtree ruff s3fs sacrebleu sacremoses safetensors scikit-build scikit-build-core scikit-image
scikit-learn scipy secretstorage sentencepiece sentry-sdk setuptools setuptools-rust setuptools-scm shapely
sharedarray simplejson siphon six smmap sniffio snowballstemmer snuggs sortedcontainers soupsieve spacy spglib
sphinx sphinx-rtd-theme sqlalchemy sqlparse srsly starlette statsmodels sympy tabulate tblib tenacity
tensorboard tensorboard-data-server tensorboardx tensorflow termcolor terminado testpath text-unidecode
textdistance thinc threadpoolctl tifffile tiktoken timm tinycss2 tokenizers toml tomli tomli-w tomlkit toolz
torchaudio torchmetrics torchvision tornado tox tqdm traitlets transformers trimesh triton trove-classifiers
tweepy twine typeguard typer typing-inspection tzlocal ujson umap-learn uncertainties unidecode urllib3 uvicorn
uvloop versioneer versioningit vine virtualenv wandb wasabi watchdog watchfiles wcwidth webencodings
websocket-client websockets werkzeug wheel widgetsnbextension wrapt xarray xformers xgboost xlrd xlsxwriter
xyzservices yacs yapf yarl z3-solver zarr zict zipp zstandard
`
    .trim()
    .split(/\s+/),
);
