import { factsOf } from './package-facts.fixture';
import { sizeBefore, sizeChange } from './size-change';

const MiB = 1024 * 1024;

describe('sizeChange', () => {
  it.each([
    [2 * MiB, 4 * MiB, 'The package grew from 2.00 MiB to 4.00 MiB since the previous build.'],
    [400 * MiB, 12 * MiB, 'The package shrank from 400 MiB to 12.0 MiB since the previous build.'],
  ])('%d to %d', (previousSize, size, message) => {
    expect(sizeChange(factsOf([], { size, previousSize }))).toEqual([
      expect.objectContaining({ severity: 'info', message }),
    ]);
  });

  it.each([
    ['no build before', undefined, 400 * MiB],
    ['little in bytes', 10, 0.9 * MiB],
    ['little in parts, more', 100 * MiB, 149 * MiB],
    ['little in parts, less', 100 * MiB, 51 * MiB],
  ])('%s', (_what, previousSize, size) => {
    expect(sizeChange(factsOf([], { size, previousSize }))).toEqual([]);
  });
});

describe('sizeBefore', () => {
  const one = (size: number, python: string, subdir = 'linux-64') => ({
    name: 'a',
    subdir,
    variant: { python },
    size,
  });

  it('takes the one of this name and subdir', () => {
    expect(sizeBefore(one(1, '3.12'), [one(1, '3.12')], [one(5, '3.11'), one(6, '3.11', 'noarch')])).toBe(5);
    expect(sizeBefore(one(1, '3.12'), [one(1, '3.12')], [])).toBeUndefined();
  });

  it('takes the one of the same variant if several exist', () => {
    const both = [one(5, '3.11'), one(6, '3.12')];
    expect(sizeBefore(one(1, '3.12'), both, both)).toBe(6);
    expect(sizeBefore(one(1, '3.12'), both, [one(5, '3.11')])).toBeUndefined();
    expect(sizeBefore(one(1, '3.13'), [one(1, '3.13')], both)).toBeUndefined();
  });
});
