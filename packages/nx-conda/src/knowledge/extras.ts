/**
 * conda-forge packages for a distribution's extra, besides the distribution's own package: conda-forge's package for
 * the extra, or the requirements of the extra in the distribution's metadata, under conda-forge's names.
 */
const EXTRAS: Readonly<Record<string, readonly string[]>> = {
  'black[jupyter]': ['ipython', 'tokenize-rt'],
  'cachecontrol[filecache]': ['cachecontrol-with-filecache'],
  'celery[redis]': ['redis-py'],
  // For Pythons without tomllib; both read TOML with their regular requirements.
  'coverage[toml]': [],
  'setuptools-scm[toml]': [],
  'dask[array]': ['numpy'],
  'dask[complete]': ['dask'],
  'dask[dataframe]': ['pandas', 'pyarrow'],
  'dask[distributed]': ['distributed'],
  'fsspec[http]': ['aiohttp'],
  'fsspec[s3]': ['s3fs'],
  'google-api-core[grpc]': ['google-api-core-grpc'],
  'httpx[http2]': ['h2'],
  'httpx[socks]': ['socksio'],
  'jinja2[i18n]': ['babel'],
  'jsonschema[format]': ['jsonschema-with-format'],
  'jsonschema[format-nongpl]': ['jsonschema-with-format-nongpl'],
  'markdown-it-py[linkify]': ['linkify-it-py'],
  'markdown-it-py[plugins]': ['mdit-py-plugins'],
  'psycopg[binary]': [],
  'pydantic[email]': ['email-validator'],
  'pyjwt[crypto]': ['cryptography'],
  'ray[default]': ['ray-default'],
  'ray[rllib]': ['ray-rllib'],
  'ray[serve]': ['ray-serve'],
  'ray[tune]': ['ray-tune'],
  'requests[socks]': ['pysocks'],
  'sqlalchemy[asyncio]': ['greenlet'],
  'urllib3[brotli]': ['brotli-python'],
  'urllib3[socks]': ['pysocks'],
  'uvicorn[standard]': ['uvicorn-standard'],
};

/**
 * @param name normalized (PEP 503)
 * @returns conda's names; undefined if unknown
 */
export function packagesOfExtra(name: string, extra: string): readonly string[] | undefined {
  const key = `${name}[${extra.toLowerCase().replaceAll('_', '-')}]`;
  return Object.hasOwn(EXTRAS, key) ? EXTRAS[key] : undefined;
}
