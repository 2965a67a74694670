import { buildToolEntries } from './build-tool-entries';
import { entries, pybind11Abi } from './entries';
import { planIndexEntry } from './index-recipe';
import { planMarkers } from './marker-recipes';
import { pytorchEntries } from './pytorch-entries';

const all = [...entries, ...buildToolEntries, ...pytorchEntries];
const plans = [...all.map((entry) => planIndexEntry(entry, '/opt/python/bin/python3.11')), ...planMarkers()];
const elsewhere = ['python', 'pytorch'];
const names = plans.map(({ recipe }) => recipe.package.name);

describe('the table', () => {
  it('names every package once', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('is closed: the channel contains every run-time requirement', () => {
    const provided = new Set([...names, ...elsewhere]);
    const needed = plans.flatMap(({ recipe }) => recipe.requirements?.run ?? []).map(nameOf);
    expect(needed.filter((name) => !provided.has(name))).toEqual([]);
  });

  it('pins every file by its own SHA-256', () => {
    expect(all.filter(({ sha256 }) => !/^[0-9a-f]{64}$/.test(sha256))).toEqual([]);
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(all.length);
  });

  it('gives launchers only to packages whose launchers the installer writes', () => {
    expect(entries.filter(({ content, entryPoints }) => entryPoints && content !== 'module')).toEqual([]);
  });

  it('uses one ABI of pybind11', () => {
    const abi = `pybind11-abi ==${pybind11Abi}`;
    const constrained = plans.filter(({ recipe }) => recipe.requirements?.run_constraints?.includes(abi));
    expect(constrained.map(({ recipe }) => recipe.package.name)).toEqual(['pybind11', 'pybind11-global']);
  });
});

function nameOf(spec: string): string {
  return spec.split(' ')[0] ?? spec;
}
