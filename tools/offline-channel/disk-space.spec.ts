import { tmpdir } from 'node:os';
import { requireSpace } from './disk-space';

const file = (megabytes?: number) =>
  ({ distribution: 'torch', version: '1', sha256: 'c'.repeat(64), format: 'wheel', megabytes }) as const;

describe('requireSpace', () => {
  it('prints nothing for small files', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation();
    await requireSpace([file()], [file()], tmpdir());
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  it('stops if the disk is too small, and says how much is needed', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation();
    await expect(requireSpace([], [file(1e9)], tmpdir())).rejects.toThrow(/this needs 4000000.0 GB/);
    log.mockRestore();
  });
});
