import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let names: ReadonlyMap<string, string> | undefined;

/**
 * conda-forge names of PyPI distributions (normalized, PEP 503) with another name or spelling there, as found by
 * conda-forge's bot: regro/cf-graph-countyfair, mappings/pypi/grayskull_pypi_mapping.json, as in conda-pypi 0.13.1;
 * tools/conda-forge-names.mjs writes the table. It lacks feedstocks whose source is not a PyPI archive.
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
