import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ExecutorContext, NxJsonConfiguration } from '@nx/devkit';
import { check, COMMENT_RULES, type Severities } from '../../checks/check';
import type { Finding } from '../../checks/finding';
import { type CheckRequest, readSubject } from '../../checks/read-subject';
import { unreadVariantFiles } from '../../checks/unread-variant-files';
import { unreadableFindings } from '../../checks/unreadable';
import { RULES } from '../../checks/rules';
import { NO_ENGINE } from '../../graph/known-recipes';
import { checkOutCommands, submodulesOf } from '../../graph/submodules';
import { machinePlatform } from '../../graph/machine-platform';
import { settingsIn } from '../../folder-settings';
import { pluginOptions, readSettings } from '../../options';
import { meant } from '../../valid-options';
import { readText } from '../../machine/read-text';
import type { CheckedFile } from '../../recipe/yaml/place';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { readTask } from '../task';
import { variantPaths } from '../variant-options';
import { ChannelNames, projectsByPackage, versionsByPackage } from './available-packages';
import { failedBuildSource } from './failed-build-source';
import type { CheckExecutorOptions } from './options.schema';
import { ExplainedError } from '../../explained-error';

/** Shared by all projects of a run. */
export class CheckedWorkspace {
  private readonly channelNames: ChannelNames;
  private readonly provides: ReadonlyMap<string, readonly string[]>;
  private readonly versions: ReadonlyMap<string, readonly string[]>;
  private readonly absentSubmodules: ReadonlyMap<string, string>;

  constructor(private readonly context: Pick<ExecutorContext, 'root' | 'projectsConfigurations'>) {
    this.channelNames = new ChannelNames(context.root);
    this.provides = projectsByPackage(context);
    this.versions = versionsByPackage(context);
    this.absentSubmodules = absentSubmodules(context.root);
  }

  /**
   * The path of a project's recipe and the facts known without reading it.
   * @throws ExplainedError if the project has no recipe or an option is wrong
   */
  async requestFor(project: string, options: CheckExecutorOptions): Promise<CheckRequest> {
    const { recipe, recipePath, workspaceRoot, conda } = readTask({ ...this.context, projectName: project });
    const { channels = ['conda-forge'], targetPlatform } = options;
    const platform = targetPlatform ?? machinePlatform();
    const variants = Object.keys(conda.splitInto ?? {});
    const workFolder = failedBuildSource({ file: recipe, path: recipePath, variants }, platform);
    const { exact, reason } = conda;
    const variantFiles = variantPaths(options.variants, { conda, workspaceRoot });
    const channelVersions = await this.channelNames.of(channels);
    return {
      ...{ workspaceRoot, recipePath, platform },
      variantFiles,
      workspace: {
        channels,
        provides: this.provides,
        absentSubmodules: this.absentSubmodules,
        unreadVariants: unreadVariants(posix.dirname(recipePath), variantFiles, workspaceRoot),
        versions: this.versions,
        channelPackages: channelVersions && new Set(channelVersions.keys()),
        ...(channelVersions && { channelVersions }),
        localPackages: await this.channelNames.onThisMachine(channels),
        absentChannels: this.channelNames.absent(channels),
        ...(!exact && reason !== undefined && reason !== NO_ENGINE && { notRendered: reason }),
      },
      ...(workFolder !== undefined && { workFolder }),
    };
  }
}

/** The inputs of the check cover these files. */
function unreadVariants(folder: string, read: readonly string[], workspaceRoot: string): CheckedFile[] {
  return unreadVariantFiles(folder, read, (path) => existsSync(join(workspaceRoot, path))).flatMap((path) => {
    const text = readText(join(workspaceRoot, path));
    return text === undefined ? [] : [{ path, text }];
  });
}

/** Each submodule with the command that checks it out. */
function absentSubmodules(workspaceRoot: string): ReadonlyMap<string, string> {
  const absent = submodulesOf(workspaceRoot).filter(({ isCheckedOut }) => !isCheckedOut);
  return new Map(absent.map((submodule) => [submodule.path, checkOutCommands([submodule]).join()]));
}

/** All findings; an unreadable file is a finding too. */
export async function findingsOf(request: CheckRequest, severities: Severities): Promise<Finding[]> {
  try {
    return check(await readSubject(request), severities);
  } catch (error) {
    if (error instanceof RecipeError) return unreadableFindings(error);
    throw error;
  }
}

/**
 * The severities of the workspace, overridden by those of the folder and of the project.
 * @param folder of the recipe, relative to the workspace root.
 * @throws ExplainedError for an unknown rule.
 */
export function severitiesOf(
  { checks: own }: CheckExecutorOptions,
  nxJson: NxJsonConfiguration | null,
  folder: string,
): Severities {
  const shared = settingsIn(readSettings(pluginOptions(nxJson?.plugins)), folder).checks;
  const checks = { ...shared, ...own };
  const known = [...RULES.map(({ id }) => id), ...Object.keys(COMMENT_RULES)];
  const unknown = Object.keys(checks).filter((rule) => !known.includes(rule));
  if (unknown.length === 0) return checks as Severities;
  throw new ExplainedError(`The option "checks" contains unknown rules: ${unknown.join(', ')}.`, [
    ...meant(unknown, known),
    `Known rules: ${known.sort().join(', ')}.`,
  ]);
}
