import { channelOf, hasChannel, hasRemoteChannel, isOnlyCondaForge, isProvided } from './channel-names';
import type { Subject } from './subject';

const subject = (channels: string[], known: Partial<Subject['workspace']> = {}) => ({
  workspace: { channels, provides: new Map([['mine', ['mine']]]), channelPackages: undefined, ...known },
});

describe('channelOf', () => {
  it.each([
    ['conda-forge::numpy >=1', 'conda-forge'],
    ['numpy >=1', undefined],
  ])('%s: %s', (spec, expected) => {
    expect(channelOf(spec)).toBe(expected);
  });
});

describe('hasChannel', () => {
  it.each([
    ['pyg', true],
    ['https://conda.anaconda.org/pyg', true],
    ['https://conda.anaconda.org/pyg/', true],
    ['https://conda.anaconda.org/pyg/label/test', true],
    ['https://host/t/token/pyg/linux-64', true],
    ['pyg/label/test', true],
    ['file:pyg', true],
    ['./channels/pyg', true],
    ['https://conda.anaconda.org/pyg-nightly', false],
    ['https://pyg.org/conda-forge', false],
  ])('finds pyg in %s: %s', (channel, expected) => {
    expect(hasChannel(subject(['conda-forge', channel]), 'pyg')).toBe(expected);
  });
});

describe('hasRemoteChannel', () => {
  it.each([
    ['pyg', true],
    ['https://conda.anaconda.org/pyg/label/test', true],
    ['./channels/pyg', false],
    ['/srv/pyg', false],
    ['file:pyg', false],
    ['file:///srv/pyg', false],
  ])('finds pyg in %s: %s', (channel, expected) => {
    expect(hasRemoteChannel(subject(['conda-forge', channel]), 'pyg')).toBe(expected);
  });
});

describe('isOnlyCondaForge', () => {
  it.each([
    [['conda-forge'], true],
    [['https://conda.anaconda.org/conda-forge', 'bioconda'], true],
    [['conda-forge', 'pytorch'], false],
    [['./channel'], false],
    [[], false],
  ])('%j: %s', (channels, expected) => {
    expect(isOnlyCondaForge(subject(channels))).toBe(expected);
  });
});

describe('isProvided', () => {
  const here = { channelPackages: new Set(['numpy']) };

  it.each([
    ['mine', undefined, true],
    ['__cuda', undefined, true],
    ['numpy', undefined, undefined],
    ['numpy', here, true],
    ['numppy', here, false],
    ['near', { localPackages: new Set(['near']) }, true],
    ['far', { localPackages: new Set(['near']) }, undefined],
  ])('%s: %s', (name, known, expected) => {
    expect(isProvided(subject(['conda-forge'], known), name)).toBe(expected);
  });
});
