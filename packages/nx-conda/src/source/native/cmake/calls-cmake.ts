import type { PythonProject } from '../../python-project/python-project';

/** `["cmake", ...]`, `which("cmake")`, `"cmake --build ."`, `CMAKE = "cmake"` */
const CALL =
  /\[\s*["']cmake3?["']\s*[,\]]|\b(?:which|find_executable|get|getenv|run|call|check_call|check_output|Popen|spawn|system)\(\s*\[?\s*f?["'](?:cmake3?["' ]|CMAKE_EXECUTABLE)|\bf?["']cmake3? (?:--build|-[A-Z.])|\b\w*cmake\w*\s*=\s*["']cmake3?["']/i;

/** The programs with which the code of a Python build calls CMake; none if it does not. */
export function cmakeTools(project: PythonProject | undefined): string[] {
  const { code = [] } = project ?? {};
  if (!code.some(({ text }) => CALL.test(text))) return [];
  return ['cmake', code.some(({ text }) => /ninja/i.test(text)) ? 'ninja' : 'make'];
}

/** Whether the build passes the variable CMAKE_ARGS of conda's compilers to CMake. */
export function readsArguments({ code, merged }: PythonProject): boolean {
  const requires = merged.buildRequires ?? [];
  if (requires.some(({ name }) => /^scikit[-_.]build([-_.]core)?$/i.test(name))) return true;
  return code.some(({ text }) => /\bCMAKE_ARGS\b/.test(text));
}
