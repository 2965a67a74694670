import { packageName } from './package-name';

describe('packageName', () => {
  it.each([
    ['cumm', 'cumm'],
    ['cumm ==0.7.11 cpu_*', 'cumm'],
    ['Cumm>=0.7,<1', 'cumm'],
    ['numpy=1.26', 'numpy'],
    ['pytorch[version=">=2", build="cuda*"]', 'pytorch'],
    ['conda-forge::pytorch * cuda*', 'pytorch'],
    ['conda-forge/linux-64::pytorch', 'pytorch'],
    ['  gcc_linux-64 13.*', 'gcc_linux-64'],
    ['', ''],
  ])('%j names %j', (spec, name) => expect(packageName(spec)).toBe(name));
});
