import { requirement } from '../facts.fixture';
import { requirementLines } from './requirement-lines';

const NAMES = { workspace: new Set<string>(), channels: undefined };

/** `if win: numpy >=1 # comment` for each line. */
function linesOf(written: string[], isNoarch = true): string[] {
  const surroundings = { names: NAMES, isNoarch, oldestPython: '3.9' };
  return requirementLines(written.map(requirement), surroundings).map(({ text = '', condition }) =>
    condition === undefined ? text : `if ${condition}: ${text}`,
  );
}

describe('requirementLines', () => {
  it.each([true, false])('takes all constraints on a package together (noarch: %s)', (isNoarch) => {
    const written = ['protobuf>=5,!=6.30.*', 'numpy', 'protobuf==7.3', 'protobuf>=5'];
    expect(linesOf(written, isNoarch)).toEqual(['numpy', 'protobuf >=5,!=6.30.*,==7.3']);
  });

  it('takes distributions together that are one package of conda', () => {
    expect(linesOf(['opencv-python==4.10.0.84', 'opencv-python-headless>=4.5.1.48'])).toEqual([
      'py-opencv ==4.10.0,>=4.5.1',
    ]);
  });

  it('tell the address of a requirement, without a password', () => {
    const url = 'https://me:secret@example.org/numpy.zip';
    const surroundings = { names: NAMES, isNoarch: true, oldestPython: '3.9' };
    const [only] = requirementLines([{ ...requirement('numpy'), url }], surroundings);
    expect(only?.comment).toContain('requires the package at https://example.org/numpy.zip. ');
  });

  it('keeps lines with markers apart', () => {
    const written = ['numpy>=1', 'numpy>=2; sys_platform == "win32"'];
    expect(linesOf(written, false)).toEqual(['numpy >=1', 'if win: numpy >=2']);
  });

  const commentsOf = (written: string[]) =>
    requirementLines(written.map(requirement), { names: NAMES, isNoarch: true, oldestPython: '3.9' }).map(
      ({ comment }) => comment,
    );

  it('says of two conditions on Python which constraint a noarch package gets, not that one condition holds', () => {
    const written = ['numpy>=2.0.2; python_version < "3.13"', 'numpy>=2.3.5; python_version >= "3.13"'];
    expect(linesOf(written)).toEqual(['numpy >=2.3.5']);
    expect(commentsOf(written)).toEqual([
      'The source requires >=2.0.2 or >=2.3.5, depending on the version of Python or the platform. A noarch package has one constraint for all, so the recipe has the highest lower bound.',
    ]);
  });

  it('does not call a package conditional that the source always requires', () => {
    expect(commentsOf(['numpy', 'numpy>=2; python_version >= "3.13"'])).toEqual([undefined]);
    expect(commentsOf(['numpy>=2; python_version >= "3.13"'])[0]).toMatch(
      /^The source requires this package only if/,
    );
  });
});
