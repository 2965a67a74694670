import type { PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { ExplainedError } from '../../explained-error';
import { namesTarget } from '../../graph/absent-submodules';
import { type PluginOptions, readSettings } from '../../options';
import { commandOutput } from '../../report/command-output';
import { CHANNEL_HELP, NO_CHANNEL } from './destination';
import { mayProjectsSetChannel } from './project-channels';
import { publicationsOf } from './publications-of-run';

/**
 * Fails before all builds if a command publishes and no channel can be set. The publish task checks that again, after
 * the builds.
 */
export const preTasksExecution: PreTasksExecution<PluginOptions> = async (
  options,
  { argv, workspaceRoot },
) => {
  const { publish, channel } = publishing(options);
  if (publish === undefined || channel !== undefined || !namesTarget(argv, [publish])) return;
  if (argv.some((argument) => /^--(to|configuration|c)(=|$)|^-c/.test(argument))) return;
  if (await mayProjectsSetChannel(workspaceRoot)) return;
  // Nx prints only the message.
  throw new Error(new ExplainedError(NO_CHANNEL, CHANNEL_HELP).format());
};

/** Prints what several tasks have published. */
export const postTasksExecution: PostTasksExecution<PluginOptions> = async (
  _options,
  { id, argv, workspaceRoot },
) => {
  const lines = await publicationsOf(id);
  // Nx ends this process after the hooks, and loses output that is not written yet.
  if (lines.length > 0) await commandOutput(argv, workspaceRoot).print(lines.join('\n'));
};

function publishing(options: PluginOptions | undefined): { publish?: string; channel?: unknown } {
  const { targets, publishTo, folders } = readSettings(options);
  if (!targets.publish) return {};
  const ofFolder = Object.values(folders).find((folder) => folder.publishTo !== undefined)?.publishTo;
  const overrides = targets.publish.overrides['options'] as { to?: unknown } | undefined;
  return { publish: targets.publish.name, channel: overrides?.to ?? publishTo ?? ofFolder };
}
