import type { Interpreter } from './machine';
import { planPython } from './python-recipe';

const own: Interpreter = {
  version: '3.11.7',
  executable: '/opt/py 3.11/bin/python3.11',
  prefix: '/opt/py 3.11',
  standardLibrary: '/opt/py 3.11/lib/python3.11',
  headers: '/opt/py 3.11/include/python3.11',
  configHeader: '/opt/py 3.11/include/python3.11/pyconfig.h',
  sharedLibrary: '/opt/py 3.11/lib/libpython3.11.so.1.0',
  fingerprint: 'one build',
};

const debian: Interpreter = {
  version: '3.11.2',
  executable: '/usr/bin/python3.11',
  prefix: '/usr',
  standardLibrary: '/usr/lib/python3.11',
  headers: '/usr/include/python3.11',
  configHeader: '/usr/include/x86_64-linux-gnu/python3.11/pyconfig.h',
  sharedLibrary: null,
  fingerprint: 'another build',
};

describe('planPython', () => {
  it("exports conda-forge's pins", () => {
    expect(planPython(own).recipe.requirements).toEqual({
      run_constraints: ['python_abi 3.11.* *_cp311'],
      run_exports: { noarch: ['python'], weak: ['python_abi 3.11.* *_cp311'] },
    });
  });

  it('relocates an interpreter with its own prefix', () => {
    const script = scriptOf(own);

    expect(script).toContain(String.raw`s#/opt/py 3\.11#`);
    expect(script).toContain("cp '/opt/py 3.11/bin/python3.11' ");
    expect(script).toContain('libpython3.11.so.1.0');
    expect(script).not.toContain('posix_local');
  });

  it("undoes Debian's layout, and does not replace /usr", () => {
    const script = scriptOf(debian);

    expect(script).toContain("s/prefix_scheme = 'posix_local'/prefix_scheme = 'posix_prefix'/");
    expect(script).toContain('rm -f _distutils_system_mod.py sitecustomize.py');
    expect(script).toContain("site.addsitedir(sysconfig.get_path('purelib'))");
    expect(script).toContain("cp -L '/usr/include/x86_64-linux-gnu/python3.11/pyconfig.h'");
    expect(script).not.toContain('s#/usr#');
  });

  it('leaves out packages installed by pip', () => {
    expect(scriptOf(own)).toContain("--exclude='./site-packages'");
  });

  it('depends on the build of the interpreter', () => {
    expect(planPython(own).fingerprint).toBe('one build');
  });
});

function scriptOf(interpreter: Interpreter): string {
  return planPython(interpreter).recipe.build.script?.content ?? '';
}
