// Writes the table of conda-forge's names for PyPI's distributions, from the mapping of conda-forge's bot:
// `grayskull_pypi_mapping.json`, in regro/cf-graph-countyfair (mappings/pypi) and in the distribution conda-pypi:
//   node tools/conda-forge-names.mjs grayskull_pypi_mapping.json
import { readFileSync, writeFileSync } from 'node:fs';

const TABLE = 'packages/nx-conda/src/knowledge/conda-forge-names.txt';

const [mapping] = process.argv.slice(2);
if (!mapping)
  throw new Error('Name the mapping: node tools/conda-forge-names.mjs grayskull_pypi_mapping.json');

const entries = Object.values(JSON.parse(readFileSync(mapping, 'utf8')));
const lines = entries
  .map((entry) => [normalised(entry.pypi_name), entry.conda_name])
  .filter(([pypi, conda]) => pypi !== conda && isName(pypi) && /^[a-z0-9_][\w.-]*$/.test(conda))
  .map((names) => names.join(' '));
writeFileSync(TABLE, `${[...new Set(lines)].sort().join('\n')}\n`);
console.log(`${TABLE}: ${lines.length} names.`);

/** PEP 503. */
function normalised(name) {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Some are parts of URLs, misread as names. */
function isName(name) {
  return /^[a-z0-9][a-z0-9-]*$/.test(name) && !/^[0-9a-f]{40,}$/.test(name);
}
