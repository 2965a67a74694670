import { buildScripts } from '../../python-project/build-scripts';
import type { PythonProject } from '../../python-project/python-project';
import type { SourceFolder } from '../../source-folder';
import { buildCode, type BuildFile } from './build-code';

/** The Python files that the build of a project runs. */
export function projectCode(source: SourceFolder, project: PythonProject): readonly BuildFile[] {
  const scripts = buildScripts(source, project.folder, project.pyproject);
  return buildCode(
    source,
    scripts.map(({ file }) => file),
  );
}
