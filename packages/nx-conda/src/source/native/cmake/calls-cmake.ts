import { posix } from 'node:path';
import type { PythonProject } from '../../python-project/python-project';
import type { SourceFolder } from '../../source-folder';

const MAX_FILES = 30;
/** Larger modules are not part of a build. */
const MAX_SIZE = 200_000;
/** `["cmake", ...]`, `which("cmake")`, `"cmake --build ."`, `CMAKE = "cmake"` */
const CALL =
  /\[\s*["']cmake3?["']\s*[,\]]|\b(?:which|find_executable|get|getenv|run|call|check_call|check_output|Popen|spawn|system)\(\s*\[?\s*f?["'](?:cmake3?["' ]|CMAKE_EXECUTABLE)|\bf?["']cmake3? (?:--build|-[A-Z.])|\b\w*cmake\w*\s*=\s*["']cmake3?["']/i;

/** The programs with which setup.py, or a build backend in the source, calls CMake; none if it does not. */
export function cmakeTools(source: SourceFolder, project: PythonProject | undefined): string[] {
  if (!project) return [];
  const texts = buildModules(source, project).map((name) => source.read(name, MAX_SIZE) ?? '');
  if (!texts.some((text) => CALL.test(text))) return [];
  return ['cmake', texts.some((text) => /ninja/i.test(text)) ? 'ninja' : 'make'];
}

/** Whether the build passes the variable CMAKE_ARGS of conda's compilers to CMake. */
export function readsArguments(source: SourceFolder, project: PythonProject): boolean {
  const requires = project.merged.buildRequires ?? [];
  if (requires.some(({ name }) => /^scikit[-_.]build([-_.]core)?$/i.test(name))) return true;
  return buildModules(source, project).some((name) =>
    /\bCMAKE_ARGS\b/.test(source.read(name, MAX_SIZE) ?? ''),
  );
}

/** setup.py, the modules beside it that it imports, and those of a build backend in the source. */
function buildModules(source: SourceFolder, { folder, pyproject }: PythonProject): string[] {
  const setup = posix.join(folder, 'setup.py');
  const text = source.read(setup) ?? '';
  const imported = [...text.matchAll(/^[ \t]*(?:import|from)[ \t]+([\w.]+)/gm)].map(([, name = '']) => name);
  const beside = imported.flatMap((name) => modulesOf(source, posix.join(folder, name.replaceAll('.', '/'))));
  const paths = pyproject?.table.strings('build-system.backend-path') ?? [];
  const backend = pyproject?.backend?.split(/[.:]/)[0] ?? '';
  const own = paths.flatMap((path) => modulesOf(source, posix.join(folder, path, backend)));
  return [...new Set([setup, ...beside, ...own])].slice(0, MAX_FILES);
}

function modulesOf(source: SourceFolder, path: string): string[] {
  if (source.has(`${path}.py`)) return [`${path}.py`];
  return source.has(`${path}/__init__.py`)
    ? source.files.filter(
        (name) => name.startsWith(`${path}/`) && /^[^/]+\.py$/.test(name.slice(path.length + 1)),
      )
    : [];
}
