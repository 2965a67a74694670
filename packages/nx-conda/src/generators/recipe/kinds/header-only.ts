import type { RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { Block, noted } from '../text/yaml-value';

/** Nothing is compiled: the headers are copied, for all platforms. */
export function headerOnlyRecipe({ layout }: RecipePlan): RecipeBody {
  const files = layout.headers.map((header) => `include/${header}${/\.\w+$/.test(header) ? '' : '/**/*'}`);
  return {
    build: {
      noarch: 'generic',
      script: {
        content: new Block(
          'set -euxo pipefail\nmkdir -p "$PREFIX/include"\ncp -R include/. "$PREFIX/include/"\n',
        ),
      },
    },
    requirements: {
      run: noted('If the headers include headers of other packages, add these packages here.', []),
    },
    tests: [{ package_contents: { files: files.length > 0 ? files : ['include/**/*'] } }],
    hasSource: true,
  };
}
