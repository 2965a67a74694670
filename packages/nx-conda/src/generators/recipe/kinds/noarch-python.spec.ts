import { noarchPython } from './noarch-python';

/** Host, run, and `python_min` for the context. */
function of(requires: string | undefined, pythonMin?: string): (string | undefined)[] {
  const { host, run, pythonMin: own } = noarchPython(requires, pythonMin);
  return [host.text, run.text, own];
}

const MIN = '${{ python_min }}';

describe('the Python of a noarch package', () => {
  it.each([
    [undefined, `python >=${MIN}`, undefined],
    ['>=3.8', `python >=${MIN}`, undefined],
    ['>=3.10,<4', `python >=${MIN},<4`, undefined],
    ['>=3.8,!=3.2.*,!=3.11.1', `python >=${MIN},!=3.11.1`, undefined],
    ['>=3.12', `python >=${MIN}`, '3.12'],
    ['>3.11', `python >=${MIN}`, '3.12'],
    ['>=3.12.4', 'python >=3.12.4', '3.12'],
    ['~=3.12', 'python ~=3.12', '3.12'],
    ['==3.12.*', 'python 3.12.*', '3.12'],
    ['>=3.9.2', `python >=${MIN}`, undefined],
    ['>=3.10.2', 'python >=3.10.2', undefined],
  ])('for %s uses python_min of the variants', (requires, run, own) => {
    expect(of(requires, '3.10')).toEqual([`python ${MIN}.*`, run, own]);
  });

  it('is the same in host and run without python_min', () => {
    expect(of('>=3.12')).toEqual(['python >=3.12', 'python >=3.12', undefined]);
    expect(of('>=3.6')).toEqual(['python >=3.9', 'python >=3.9', undefined]);
  });
});
