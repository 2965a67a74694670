import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import pc from 'picocolors';
import { findEngine } from '../../engine/find';
import { machinePlatform } from '../../graph/machine-platform';
import { renderReport } from './render-report';
import { renderTable } from './render-table';
import { outcome } from '../outcome';
import { readTask } from '../task';
import { factsOf } from './facts-of';
import type { RenderExecutorOptions } from './options.schema';
import { providersOf } from './providers-of';
import { ExplainedError } from '../../explained-error';

/** Shows how rattler-build renders a recipe. Builds, downloads and writes nothing. */
export default async function renderExecutor(
  options: RenderExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const task = readTask(context);
    const { rattlerBuild: configured, targetPlatform } = options;
    const engine = await findEngine({ configured, workspaceRoot: task.workspaceRoot, env: process.env });
    const facts = await factsOf(task, engine, options);
    const subject = {
      project: task.project,
      recipe: task.recipePath,
      platform: targetPlatform ?? machinePlatform(),
      engine: engine ? { kind: engine.kind, version: engine.version } : null,
    };
    const report = renderReport(subject, facts, providersOf(task, context.projectsConfigurations.projects));
    // Nx requests colors even in a pipe.
    const colors = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true);
    logger.info(options.json ? JSON.stringify(report) : renderTable(report, colors));
    if (engine && !facts.exact) throw new ExplainedError(`${task.recipePath} cannot be rendered.`);
  });
}
