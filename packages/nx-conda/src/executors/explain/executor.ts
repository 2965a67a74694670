import type { ExecutorContext } from '@nx/devkit';
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
    const explanation = await explainTask(context.projectName ?? '', context);
    logger.info(options.json ? JSON.stringify(explanation) : asText(explanation));
  });
}

function asText({ project, decision, changes, reason = '', upstream }: TaskExplanation): string {
  const own = {
    reuse: `${project} would be reused: the inputs of its build are unchanged.`,
    unknown: reason,
    build: `${project} would be rebuilt, unless exactly this build is cached by Nx:`,
  }[decision];
  return [own, ...changes.map(indented), ...upstream.flatMap(upstreamLines)].join('\n');
}

function upstreamLines({ project, decision, changes }: TaskExplanation): string[] {
  if (decision === 'unknown') return [`${project} is built first; its state is unknown here.`];
  return [
    `${project} is built first. If its packages change, that is another reason:`,
    ...changes.map(indented),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}
