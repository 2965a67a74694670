import { findingsOf, linesOf } from '../subject.fixture';
import type { WorkspaceKnowledge } from '../subject';
import { unavailableVersion } from './unavailable-version';

const workspace = (more: Partial<WorkspaceKnowledge> = {}) => ({
  provides: new Map([
    ['libgrid', ['libgrid']],
    ['open', ['open']],
  ]),
  versions: new Map([['libgrid', ['1.0', '1.2.3']]]),
  channels: [] as string[],
  ...more,
});
const found = (item: string, more: Partial<WorkspaceKnowledge> = {}) =>
  linesOf(
    findingsOf(unavailableVersion, `requirements:\n  host:\n    - ${item}\n`, { workspace: workspace(more) }),
  );

describe('unavailable-version', () => {
  it.each(['libgrid >=2', 'libgrid ==1.1', 'libgrid <1', 'libgrid 2.*', 'libgrid 3', 'libgrid >=1.3,<2'])(
    'finds %s',
    (item) => {
      expect(found(item)).toEqual([`error 3: ${item}`]);
    },
  );

  it.each([
    ['a version that the workspace builds', 'libgrid >=1.2'],
    ['a shorter version', 'libgrid 1'],
    ['no version', 'libgrid'],
    ['a version that is no number', 'libgrid >=2a'],
    ['a pin', "${{ pin_compatible('libgrid') }}"],
    ['a package whose versions are unknown', 'open >=2'],
    ['a package of others', 'python >=99'],
    ['a branch for another platform', 'if: win\n      then: libgrid >=2'],
    ['a channel of its own', 'conda-forge::libgrid >=2'],
  ])('leaves %s alone', (_, item) => {
    expect(found(item)).toEqual([]);
  });

  it('is a warning if a channel may have it, but comes later', () => {
    expect(found('libgrid >=2', { channels: ['conda-forge'] })).toEqual(['warning 3: libgrid >=2']);
  });

  it('knows the versions of channels on this machine', () => {
    const channelVersions = new Map([
      ['libgrid', ['2.1']],
      ['zlib', ['1.3']],
    ]);
    const here = { channels: ['file:chan'], channelVersions };
    expect(found('libgrid >=2', here)).toEqual([]);
    expect(found('libgrid >=3', here)).toEqual(['error 3: libgrid >=3']);
    expect(found('zlib >=2', here)).toEqual(['error 3: zlib >=2']);
    expect(found('zlib >=1', here)).toEqual([]);
  });

  it('leaves an older build of the package itself alone', () => {
    const text = 'package: {name: libgrid, version: "3"}\nrequirements: {build: [libgrid >=2]}\n';
    expect(findingsOf(unavailableVersion, text, { workspace: workspace() })).toEqual([]);
  });

  describe('for packages that conda-forge no longer builds', () => {
    const compiled = (...items: string[]) =>
      `requirements:\n  build:\n    - \${{ compiler('cuda') }}\n  host:\n${items.map((item) => `    - ${item}\n`).join('')}`;
    const check = (recipe: string, more: Partial<WorkspaceKnowledge> = {}, releases = ['12.6']) =>
      linesOf(
        findingsOf(unavailableVersion, recipe, {
          workspace: { channels: ['conda-forge'], ...more },
          variants: { 'variants.json': JSON.stringify({ cuda_compiler_version: releases }) },
        }),
      );

    it.each([
      'cudatoolkit 12.6.*',
      'cudatoolkit =12.6',
      'cudatoolkit >=12',
      'cudatoolkit-dev 12.4',
      'nvcc_linux-64 12.*',
    ])('finds %s', (item) => {
      expect(check(compiled(item))).toEqual([`error 5: ${item}`]);
      expect(check(`requirements:\n  run:\n    - ${item}\n`)).toEqual([`error 3: ${item}`]);
      expect(check(compiled(item), { channels: ['conda-forge', 'hcc'] })).toEqual([`warning 5: ${item}`]);
    });

    it('warns of any version in a build for a later CUDA', () => {
      expect(check(compiled('cudatoolkit'))).toEqual(['warning 5: cudatoolkit']);
      expect(check(compiled('cudatoolkit >=11'))).toEqual(['warning 5: cudatoolkit >=11']);
      expect(check(compiled('cudatoolkit'), {}, ['11.8', '12.6'])).toHaveLength(1);
      expect(check('requirements:\n  host:\n    - cuda-version 12.4.*\n    - cudatoolkit\n')).toHaveLength(1);
    });

    it.each([
      ['the build is for CUDA 11', compiled('cudatoolkit 11.8.*'), {}, ['11.8']],
      [
        'a condition is about CUDA 11',
        compiled('if: cuda_compiler_version == "11.8"\n      then: cudatoolkit'),
        {},
        ['11.8', '12.6'],
      ],
      [
        'the variants name CUDA 11 for it',
        compiled('cudatoolkit ${{ cuda_compiler_version }}.*'),
        {},
        ['11.8'],
      ],
      [
        'the workspace builds it',
        compiled('cudatoolkit 12.6.*'),
        { provides: new Map([['cudatoolkit', ['c']]]) },
        ['12.6'],
      ],
      ['nothing says which CUDA is used', 'requirements:\n  run: [cudatoolkit]\n', {}, ['None']],
    ])('finds nothing if %s', (_, recipe, more, releases) => {
      expect(check(recipe, more, releases)).toEqual([]);
    });
  });
});
