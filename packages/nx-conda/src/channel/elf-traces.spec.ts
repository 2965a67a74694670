import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { maskElfTraces } from './elf-traces';

const elf = '\x7fELF\x02\x01';
const zeros = (count: number) => '\0'.repeat(count);
const note = (id: string) =>
  `\x04${zeros(3)}${String.fromCharCode(id.length)}${zeros(3)}\x03${zeros(3)}GNU\0${id}`;

async function mask(text: string, cuts: number[] = []): Promise<{ text: string; masked: boolean }> {
  const data = Buffer.from(text, 'latin1');
  const bounds = [0, ...cuts.map((at) => at % (data.length + 1)).sort((a, b) => a - b), data.length];
  const chunks = bounds.slice(1).map((end, index) => data.subarray(bounds[index], end));
  const masking = maskElfTraces(Readable.from(chunks));
  const content = await buffer(masking.content);
  return { text: content.toString('latin1'), masked: masking.masked };
}

describe('maskElfTraces', () => {
  it('hides the process id in an ELF file', async () => {
    expect(await mask(`${elf} tmpxft_0000b4a1_00000000-6_a.cudafe1.cpp \0 tmpxft_12ab34cd_`)).toEqual({
      text: `${elf} tmpxft_${zeros(8)}_00000000-6_a.cudafe1.cpp \0 tmpxft_${zeros(8)}_`,
      masked: true,
    });
  });

  it.each([8, 16, 20])('hides a build id of %d bytes', async (length) => {
    expect(await mask(`${elf}${note('i'.repeat(length))} code`)).toEqual({
      text: `${elf}${note(zeros(length))} code`,
      masked: true,
    });
  });

  it.each([
    ['a text file', 'tmpxft_0000b4a1_'],
    ['a file too short to be ELF', '\x7fEL'],
    ['an empty file', ''],
    ['a longer id', `${elf}tmpxft_0000b4a11_`],
    ['a shorter id', `${elf}tmpxft_0000b4a_`],
    ['no hexadecimal id', `${elf}tmpxft_0000b4g1_`],
    ['a truncated name', `${elf}tmpxft_0000b4a1`],
    ['a build id in a text file', note('i'.repeat(20))],
    ['a build id of an odd length', `${elf}${note('i'.repeat(19))}`],
    ['a truncated build id', `${elf}${note('i'.repeat(20)).slice(0, -1)}`],
    ['a note of another owner', `${elf}${note('i'.repeat(20)).replace('GNU', 'GO!')}`],
    ['a note of another type', `${elf}${note('i'.repeat(20)).replace('\x03', '\x01')}`],
    ['an owner of another length', `${elf}${note('i'.repeat(20)).replace('\x04', '\x05')}`],
    ['an owner without lengths', `\x7fELF${note('i'.repeat(20)).slice(8)}`],
  ])('leaves %s alone', async (_what, text) => {
    expect(await mask(text)).toEqual({ text, masked: false });
  });

  it('does not depend on chunk boundaries', async () => {
    const id = 'i'.repeat(20);
    const parts = fc.constantFrom(
      'tmpxft_0000b4a1_',
      'tmpxft_',
      'tmpxft_tmpxft_deadbeef_',
      '_',
      note(id),
      'GNU\0',
      id,
    );
    const cuts = fc.array(fc.nat(400), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(elf, ''),
        fc.array(parts, { maxLength: 20 }),
        cuts,
        async (start, list, at) => {
          const text = start + list.join('');
          const hidden = text
            .replace(/tmpxft_[0-9a-f]{8}_/g, `tmpxft_${zeros(8)}_`)
            .replaceAll(note(id), note(zeros(20)));
          expect((await mask(text, at)).text).toBe(start === elf ? hidden : text);
        },
      ),
    );
  });

  it('does not change its input', async () => {
    const data = Buffer.from(`${elf}tmpxft_0000b4a1_`, 'latin1');
    const copy = Buffer.from(data);
    await buffer(maskElfTraces(Readable.from([data])).content);
    expect(data.equals(copy)).toBe(true);
  });
});
