import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import { outcome } from '../outcome';
import { type TaskExplanation, explainTask } from './explain';
import type { ExplainExecutorOptions } from './options.schema';

/** Says why a build would run or be reused. Runs nothing and writes nothing. */
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
    reuse: `${project} would be reused: all that its build reads is as it was.`,
    unknown: reason,
    build: `${project} would be built again, unless Nx has just this in its cache:`,
  }[decision];
  return [own, ...changes.map(indented), ...upstream.flatMap(upstreamLines)].join('\n');
}

function upstreamLines({ project, decision, changes }: TaskExplanation): string[] {
  if (decision === 'unknown') return [`${project} is built first, and nothing is known of it here.`];
  return [
    `${project} is built first. If its packages change, that is a further reason:`,
    ...changes.map(indented),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}
