import { isFixMode } from './fix-mode';

describe('isFixingRun', () => {
  it.each([
    [['run', 'cumm:conda-check', '--fix']],
    [['run-many', '-t', 'conda-check', '--fix=true']],
    [['run-many', '-t', 'conda-build,conda-check', '--fix', '--dry-run']],
    [['affected', '--target=conda-check', '--fix']],
    [['conda-check', 'cumm', '--fix']],
  ])('is one: %j', (argv) => expect(isFixMode(argv, 'conda-check')).toBe(true));

  it.each([
    [['run-many', '-t', 'conda-check']],
    [['run-many', '-t', 'conda-check', '--fix=false']],
    [['run', 'cumm:lint', '--fix']],
    [['run', 'conda-checker:lint', '--fix']],
  ])('is none: %j', (argv) => expect(isFixMode(argv, 'conda-check')).toBe(false));
});
