import type { PostTasksExecution, ProjectConfiguration } from '@nx/devkit';
import { messageOf } from '../explained-error';
import { readPlans } from '../graph/reads/plans-file';
import { storedProjectGraph } from '../nx';
import { type PluginOptions, readSettings } from '../options';
import { commandOutput } from './command-output';
import { condaTasks } from './conda-tasks';
import { makeReport, type Run } from './make-report';
import { readProjectFolder } from './project-folder';
import type { RunReport } from './run-report';
import { terminalReport } from './terminal-report';
import { writeReport } from './write-report';

type Context = Parameters<PostTasksExecution<PluginOptions>>[1];

/** Reports a run that built or tested packages. Never throws: the result of the run is known. */
export const postTasksExecution: PostTasksExecution<PluginOptions> = async (options, context) => {
  try {
    // Without plans, the workspace has no recipes.
    if (readPlans(options) === undefined) return;
    const report = await reportOf(options, context);
    if (report.tasks.length === 0) return;
    const page = await written(report, context.workspaceRoot);
    const output = commandOutput(context.argv, context.workspaceRoot);
    await output.print(`\n${terminalReport(report, output, page)}`);
  } catch (error) {
    console.warn(`nx-conda: The run could not be reported: ${messageOf(error)}`);
  }
};

async function reportOf(options: PluginOptions | undefined, context: Context): Promise<RunReport> {
  const { workspaceRoot, taskResults, startTime: start, endTime: end } = context;
  const { outputRoot } = readSettings(options);
  const run: Run = { workspaceRoot, outputRoot, start, end };
  const tasks = condaTasks(taskResults, await projects());
  const folders = tasks.map((task) => [task.result.task.id, readProjectFolder(task, run)] as const);
  return makeReport(tasks, new Map(folders), run);
}

async function projects(): Promise<Record<string, ProjectConfiguration>> {
  const { nodes } = await storedProjectGraph();
  return Object.fromEntries(Object.values(nodes).map(({ name, data }) => [name, data]));
}

/** @returns path of report.html, if it was written. */
async function written(report: RunReport, workspaceRoot: string): Promise<string | undefined> {
  try {
    return await writeReport(report, workspaceRoot);
  } catch (error) {
    console.warn(
      `nx-conda: The report of the run could not be written to ${report.outputRoot}: ${messageOf(error)}`,
    );
    return undefined;
  }
}
