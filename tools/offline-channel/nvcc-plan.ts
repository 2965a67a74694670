import { aboutNvidia, cudaPin, nvidiaLicense } from './cuda-recipes';
import { debian, version, wheel } from './nvcc-downloads';
import type { Plan, Recipe, RecipeRequirements } from './package-recipe';
import { asTheyAre, shellScript } from './package-recipe';

// What the recipes of all packages of nvcc share.

export const pin = cudaPin('12.6');
export const exported: RecipeRequirements['run_exports'] = { strong: ['cuda-version >=12.6,<13'] };

/** A package that only requires others. */
export function withoutFiles(name: string, requirements: RecipeRequirements): Plan {
  return { recipe: recipe(name, [], requirements), downloads: {} };
}

/** A package of files from the wheel, `$wheel`, and from Debian's package, `deb/` and `$debian`. */
export function plan(name: string, lines: readonly string[], requirements: RecipeRequirements): Plan {
  const preparation = [
    'dpkg-deb -x toolkit.deb deb',
    'debian=deb/usr/lib/nvidia-cuda-toolkit',
    'wheel=wheel/nvidia/cuda_nvcc',
    'find "$wheel" -name __init__.py -delete',
  ];
  return {
    recipe: {
      ...recipe(name, [...preparation, ...lines], requirements),
      source: [
        { path: 'wheel.zip', sha256: wheel.sha256, target_directory: 'wheel' },
        { path: 'toolkit.deb', sha256: debian.sha256 },
      ],
    },
    downloads: { 'wheel.zip': wheel, 'toolkit.deb': debian },
  };
}

export function recipe(
  name: string,
  lines: readonly string[],
  requirements: RecipeRequirements,
  ownVersion: string = version,
): Recipe {
  return {
    package: { name, version: ownVersion },
    build: {
      number: 0,
      ...(/-(dev|static)_linux-64$/.test(name) && { noarch: 'generic' as const }),
      string: 'h{key}_0',
      ...asTheyAre,
      ...(lines.length > 0 && { script: shellScript(...lines) }),
    },
    requirements,
    about: {
      ...aboutNvidia(name),
      summary: `${name}: nvcc 12.4.131 with ptxas and headers 12.6.85`,
      license: nvidiaLicense,
    },
  };
}
