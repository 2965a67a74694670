import { findingsOf, linesOf } from '../subject.fixture';
import { missingChannel } from './missing-channel';

const recipe = (...items: string[]) =>
  `requirements:\n  host:\n${items.map((one) => `    - ${one}\n`).join('')}`;
const found = (text: string, channels: string[], provides: string[] = []) =>
  findingsOf(missingChannel, text, {
    workspace: { channels, provides: new Map(provides.map((name) => [name, [name]])) },
  });

describe('missing-channel', () => {
  it('says once that there is no channel for packages of others', () => {
    const findings = found(recipe('libgrid', 'python >=3.9', 'zlib', 'python'), [], ['libgrid']);
    expect(linesOf(findings)).toEqual(['error 4: python >=3.9']);
    expect(findings[0]?.message).toBe('The workspace has no channel, and no project builds python, zlib.');
  });

  it('does not list too many', () => {
    const [finding] = found(recipe('a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'), []);
    expect(finding?.message).toMatch(/builds a1, a2, a3, a4, a5 and 2 more\.$/);
  });

  it.each([
    ['there is a channel', recipe('python'), ['conda-forge']],
    ['the workspace builds everything', recipe('libgrid', '__cuda'), []],
    ['the requirement names its channel', recipe('conda-forge::python'), []],
    ['the requirement is for some variants', recipe('if: x == "1"\n      then: python'), []],
  ])('finds nothing if %s', (_, text, channels) => {
    expect(found(text, channels, ['libgrid'])).toEqual([]);
  });

  it('finds a requirement from another channel, once for each channel', () => {
    const text = recipe('pyg::pyg', 'pyg/linux-64::pyg-lib', 'conda-forge::a', 'if: win\n      then: b::b');
    expect(linesOf(found(text, ['https://prefix.dev/conda-forge']))).toEqual([
      'error 3: pyg::pyg',
      'warning 7: b::b',
    ]);
    expect(found(text, ['conda-forge', 'b', 'https://conda.anaconda.org/pyg/'])).toEqual([]);
    expect(found(recipe('${{ c }}::a', 'https://a.org/b::a'), ['conda-forge'])).toEqual([]);
  });

  it('finds a channel that does not exist', () => {
    const absentChannels = [{ channel: 'file:chan', folder: '/w/chan' }];
    const findings = findingsOf(missingChannel, 'about: {}\n', { workspace: { absentChannels } });
    expect(findings.map(({ message }) => message)).toEqual([
      'The channel file:chan does not exist: /w/chan is not a folder with a noarch/repodata.json.',
    ]);
  });
});
