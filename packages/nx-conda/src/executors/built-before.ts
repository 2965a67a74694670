import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '../graph/output-folder';
import type { UsedPackage } from '../local-cache/unpacked-packages';
import { readBuildReport, type PackageReport } from '../record/build-report';
import type { CondaTask } from './task';
import { ExplainedError } from '../explained-error';

/** A project that this task may take packages from. */
export interface Upstream {
  project: string;
  /** Absolute path of its packages, a channel. */
  folder: string;
  packages: Pick<PackageReport, 'name' | 'version' | 'buildString' | 'subdir' | 'file' | 'sha256'>[];
}

/** @throws ExplainedError if a project is not built; it tells how to build it. */
export function upstreamOf(
  projects: string[],
  { workspaceRoot, outputRoot }: Pick<CondaTask, 'workspaceRoot' | 'outputRoot'>,
): Upstream[] {
  return projects.map((project) => {
    const folder = join(workspaceRoot, outputFolder(outputRoot, project));
    if (!existsSync(join(folder, 'build.json'))) {
      throw new ExplainedError(
        `${project} is not built: ${outputFolder(outputRoot, project)}/build.json does not exist.`,
        [`To build ${project}, run nx run ${project}:conda-build`],
      );
    }
    return { project, folder, packages: readBuildReport(folder).packages };
  });
}

/** The files of all packages in the folders of builds. */
export function packageFiles(builds: Pick<Upstream, 'folder' | 'packages'>[]): UsedPackage[] {
  return builds.flatMap(({ folder, packages }) =>
    packages.map(({ file, sha256 }) => ({ file: join(folder, file), sha256 })),
  );
}
