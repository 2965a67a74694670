import type { ExecutorContext } from '@nx/devkit';
import { condaMetadata } from '../../graph/conda-metadata';
import { logger } from '../../nx';
import { outcome } from '../outcome';
import { type TaskExplanation, explainTask } from './explain';
import type { ExplainExecutorOptions } from './options.schema';

/** Explains why a build would run or be reused. Runs and writes nothing. */
export default async function explainExecutor(
  options: ExplainExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const project = context.projectName ?? '';
    const { splitInto } = condaMetadata(context.projectsConfigurations.projects[project]) ?? {};
    for (const builder of splitInto ? Object.values(splitInto) : [project]) {
      const explanation = await explainTask(builder, context);
      logger.info(options.json ? JSON.stringify(explanation) : asText(explanation));
    }
  });
}

function asText({ project, decision, cached, changes, reason = '', upstream }: TaskExplanation): string {
  const own = {
    reuse:
      upstream.length === 0
        ? `The packages of ${project} would be reused: the inputs of the build are unchanged.`
        : `The inputs of ${project} are unchanged so far, but builds of other projects may change them:`,
    unknown: reason,
    build: `${project} would be rebuilt for these reasons${cached === false ? '' : ", unless Nx's cache contains a build with the same inputs"}:`,
  }[decision];
  return [own, ...changes.map(indented), ...upstream.flatMap((other) => upstreamLines(other, project))].join(
    '\n',
  );
}

function upstreamLines({ project, decision, changes }: TaskExplanation, dependent: string): string[] {
  if (decision === 'unknown')
    return [
      `${project} is built before ${dependent}. It is unknown whether the packages of ${project} will change.`,
    ];
  return [
    `${project} is built before ${dependent}. If the packages of ${project} change, ${dependent} is rebuilt too. Reasons to rebuild ${project}:`,
    ...changes.map(indented),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}
