import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let names: ReadonlyMap<string, string> | undefined;

/**
 * What conda-forge calls distributions of PyPI (normalised, PEP 503) by another name or spelling, as conda-forge's bot
 * found it: regro/cf-graph-countyfair, mappings/pypi/grayskull_pypi_mapping.json, as in conda-pypi 0.13.1;
 * tools/conda-forge-names.mjs writes the table. It misses feedstocks that have no archive of PyPI as their source.
 */
export function condaForgeNames(): ReadonlyMap<string, string> {
  names ??= new Map(
    readFileSync(join(__dirname, 'conda-forge-names.txt'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  return names;
}
