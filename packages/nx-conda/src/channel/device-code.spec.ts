import fc from 'fast-check';
import { DeviceCodeSearch } from './device-code';

/** @param chunk bytes pushed at once */
function resultOf(text: string, chunk = 1000): boolean | undefined {
  const search = new DeviceCodeSearch();
  const data = Buffer.from(text, 'latin1');
  for (let at = 0; at < data.length; at += chunk) search.push(data.subarray(at, at + chunk));
  return search.result();
}

describe('DeviceCodeSearch', () => {
  it.each([
    ['an ELF file', `\x7fELF\x02\x01${'\0'.repeat(100)}\0.text\0.nv_fatbin\0`],
    ['a DLL', `MZ${'\0'.repeat(400)}.text\0\0\0.nv_fatb`],
    ['a static library', '!<arch>\nknn.o/   \x7fELF\0.nv_fatbin\0'],
  ])('finds the section of nvcc in %s, in chunks of any size', (_, text) => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 600 }), (chunk) => resultOf(text, chunk) === true));
  });

  it.each([
    ['an ELF file', `\x7fELF\x02\x01${'\0'.repeat(100)}\0.text\0.nv_module_id\0`],
    ['a DLL', `MZ${'\0'.repeat(400)}.text\0\0\0.rdata\0\0`],
    ['a static library', '!<arch>\nknn.o/   \x7fELF\0.data\0'],
  ])('finds none in %s for the CPU', (_, text) => {
    expect(resultOf(text)).toBe(false);
    expect(resultOf(text, 1)).toBe(false);
  });

  it.each(['', 'MZ', '\x7fELF', 'a text about the section .nv_fatbin of libraries'])(
    'does not look for code in another file: %j',
    (text) => {
      expect(resultOf(text)).toBeUndefined();
      expect(resultOf(text, 3)).toBeUndefined();
    },
  );
});
