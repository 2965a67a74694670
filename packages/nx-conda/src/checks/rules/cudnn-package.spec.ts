import { findingsOf, linesOf } from '../subject.fixture';
import { cudnnPackage } from './cudnn-package';

const found = (recipe: string) => linesOf(findingsOf(cudnnPackage, recipe));

describe('cudnn-package', () => {
  it('reports cudnn in host', () => {
    expect(found('requirements:\n  host:\n    - cudnn >=9\n')).toEqual(['info 3: cudnn >=9']);
  });

  it.each([
    ['libcudnn-dev beside it', 'requirements:\n  host:\n    - cudnn\n    - libcudnn-dev\n'],
    ['the package that holds headers only', 'requirements:\n  host:\n    - libcudnn-dev\n'],
    ['cudnn in run', 'requirements:\n  run:\n    - cudnn\n'],
    ['cudnn in a constraint', 'requirements:\n  run_constraints:\n    - cudnn\n'],
    ['a name that begins like it', 'requirements:\n  host:\n    - cudnn-frontend\n'],
  ])('leaves %s alone', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});
