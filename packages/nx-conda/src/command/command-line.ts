import { type Printed, runPlan } from '../ci/command';
import { runCommandLine as runClean } from '../clean/command';
import { formatSteps } from '../explained-error';
import { closestName } from '../knowledge/closest-name';

const USAGE = `Usage: npx nx-conda <command>

  clean   List and delete the caches of nx-conda and rattler on this machine.
  plan    Plan CI jobs that build and test the affected projects on several machines.

npx nx-conda <command> --help prints the options of a command.`;

/**
 * Runs the command line `nx-conda <arguments>`.
 * @param folder the working folder
 * @returns the text to print, and whether the command succeeded.
 */
export async function runCommandLine(
  [command, ...args]: string[],
  env: Record<string, string | undefined>,
  folder: string,
): Promise<Printed> {
  if (command === 'clean') return runClean(['clean', ...args], env);
  if (command === 'plan') return runPlan(args, env, folder);
  if (command === undefined || command === '--help') return { text: USAGE, success: true };
  const meant = closestName(command, ['clean', 'plan']);
  const steps = meant === undefined ? [] : [`Did you mean ${meant}?`];
  const what = formatSteps(`nx-conda does not know the command ${JSON.stringify(command)}.`, steps);
  return { text: `${what}\n\n${USAGE}`, success: false };
}
