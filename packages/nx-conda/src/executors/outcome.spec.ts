import { withOutput } from './printed.fixture';
import { ExplainedError } from '../explained-error';
import { messageOf, outcome } from './outcome';

const fails = (error: unknown) => withOutput(() => outcome(() => Promise.reject(error as Error)));

describe('outcome', () => {
  it('is a success that prints nothing', async () => {
    const done = await withOutput(() => outcome(() => Promise.resolve()));
    expect(done).toEqual({ success: true, output: '' });
  });

  it('prints an expected error with its steps and without a stack trace', async () => {
    const output = 'It broke.\n  1. Mend it.\n';
    expect(await fails(new ExplainedError('It broke.', ['Mend it.']))).toEqual({ success: false, output });
  });

  it('prints the stack trace of a bug, and anything else that was thrown', async () => {
    expect((await fails(new TypeError('bug'))).output).toMatch(/^TypeError: bug\n +at .*outcome\.spec/);
    expect((await fails('text')).output).toBe('text\n');
  });

  it.each([
    ['ENOSPC', 'The disk is full: no\n  1. Free some space.'],
    ['EACCES', 'A file or folder is not accessible: no\n  1. Check the owner'],
    ['EPERM', 'A file or folder is not accessible: no\n  1. Check the owner'],
    [
      'EROFS',
      'The file system is read-only: no\n  1. Remount the file system of the path above as writable.\n  2. Or choose a writable folder: set the option "outputRoot"',
    ],
    ['ENOTDIR', 'A file is where a folder should be: no\n  1. Move the file'],
    ['EEXIST', 'A file is where a folder should be: no\n  1. Move the file'],
    ['ENOENT', 'Error: no\n    at '],
  ])('explains an error of the file system, or shows where it happened: %s', (code, message) => {
    expect(messageOf(Object.assign(new Error('no'), { code }))).toContain(message);
  });
});
