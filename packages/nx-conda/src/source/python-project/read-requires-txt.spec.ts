import { pythonOf, written } from '../source.fixture';

const PKG_INFO = 'Metadata-Version: 2.1\nName: a\nVersion: 1\nProvides-Extra: all\n';
const COMPUTED =
  'from setuptools import setup\nimport subprocess\nsetup(name="a", install_requires=subprocess.run())';
const REQUIRES =
  'numpy>=1\n\n[:sys_platform == "win32"]\nregex\n\n[all]\nninja\n\n[all:python_version < "3"]\nfuture\n';

/** The requirements of an sdist with this setup.py. */
function requires(setup: string, more: Record<string, string>): string[] {
  return pythonOf({ 'setup.py': setup, 'a.py': '', ...more }).requires.map(written);
}

describe('requires.txt', () => {
  it.each(['a.egg-info', 'src/a.egg-info'])('in %s has the requirements that setup.py computes', (folder) => {
    const files = { 'PKG-INFO': PKG_INFO, [`${folder}/requires.txt`]: REQUIRES };
    expect(requires(COMPUTED, files)).toEqual(['numpy>=1', 'regex; sys_platform == "win32"']);
    expect(pythonOf({ 'setup.py': COMPUTED, ...files }).unread).toEqual([]);
  });

  it('does not count if setup.py can be followed, or outside of an sdist', () => {
    const known = 'setup(name="a", install_requires=["scipy"])';
    expect(requires(known, { 'PKG-INFO': PKG_INFO, 'a.egg-info/requires.txt': REQUIRES })).toEqual(['scipy']);
    expect(requires(COMPUTED, { 'a.egg-info/requires.txt': REQUIRES })).toEqual([]);
  });

  it('is incomplete if a line is not a requirement', () => {
    const files = { 'PKG-INFO': PKG_INFO, 'a.egg-info/requires.txt': 'numpy\n???\n' };
    expect(pythonOf({ 'setup.py': COMPUTED, ...files }).unread).toEqual(['requires']);
  });
});
