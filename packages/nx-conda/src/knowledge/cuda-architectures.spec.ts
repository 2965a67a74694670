import { unsupportedBy } from './cuda-architectures';

/** The architectures that NVIDIA's wheels list, `compute_90` as 90. */
const LISTED: Readonly<Record<string, string>> = {
  '11.7': '35 37 50 52 53 60 61 62 70 72 75 80 86 87',
  '11.8': '35 37 50 52 53 60 61 62 70 72 75 80 86 87 89 90',
  '12.0': '50 52 53 60 61 62 70 72 75 80 86 87 89 90',
  '12.6': '50 52 53 60 61 62 70 72 75 80 86 87 89 90',
  '12.8': '50 52 53 60 61 62 70 72 75 80 86 87 89 90 100 101 120',
  '12.9': '50 52 53 60 61 62 70 72 75 80 86 87 89 90 100 101 103 120 121',
  '13.0': '75 80 86 87 88 89 90 100 103 110 120 121',
  '13.3': '75 80 86 87 88 89 90 100 103 110 120 121',
  '13.4': '75 80 86 87 88 89 90 100 103 107 110 120 121',
  '13.5': '75 80 86 87 88 89 90 100 103 107 110 120 121',
};
const all = new Set(Object.values(LISTED).flatMap((list) => list.split(' ')));

describe('unsupportedBy', () => {
  it.each(Object.entries(LISTED))('knows what nvcc of CUDA %s compiles for', (cuda, list) => {
    const isSupported = (one: string) =>
      unsupportedBy(`${one.slice(0, -1)}.${one.slice(-1)}`, cuda) === undefined;
    expect([...all].filter(isSupported).sort()).toEqual(list.split(' ').sort());
  });

  it('says why', () => {
    expect(unsupportedBy('12.0', '12.6')).toBe('requires CUDA 12.8 or later');
    expect(unsupportedBy('7.0', '13.0')).toBe('was dropped in CUDA 13.0');
    expect(unsupportedBy('15.0', '13.0')).toBeUndefined();
  });
});
