import { pybind11Abi, pythonMinor } from './entries';
import type { Plan, RecipeRequirements } from './package-recipe';

/** Packages without files that other packages depend on to agree on something. */
export function planMarkers(): readonly Plan[] {
  const compact = pythonMinor.replace('.', '');
  return [
    marker('python_abi', pythonMinor, `h{key}_0_cp${compact}`, {
      run_constraints: [`python ${pythonMinor}.*`],
    }),
    marker('pybind11-abi', pybind11Abi, 'h{key}_0', {
      run_exports: { weak: [`pybind11-abi ==${pybind11Abi}`] },
    }),
  ];
}

function marker(name: string, version: string, string: string, requirements: RecipeRequirements): Plan {
  return {
    recipe: {
      package: { name, version },
      build: { number: 0, noarch: 'generic', string },
      requirements,
      about: { summary: `${name}, a package without files`, license: 'BSD-3-Clause' },
    },
    downloads: {},
  };
}
