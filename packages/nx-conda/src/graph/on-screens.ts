import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { TARGET_KINDS, type TargetKind } from '../options';
import { condaMetadata } from './conda-metadata';

const TECHNOLOGIES = ['conda'];

/** Options that Nx's screens show as an example of a project.json. */
const EXAMPLES: Record<TargetKind, Record<string, unknown>> = {
  build: { heavy: true, memoryPerJob: 4 },
  test: { cuda: '12.6' },
  check: { failOn: 'warning' },
  publish: { to: '../channel' },
  render: { json: true },
  explain: { json: true },
};

/** Nx runs the help command in a shell: no character here is special in any shell. */
const PLAIN = /^[\w@.][\w@./:+-]*$/;

/**
 * Adds what Nx's screens show of a project: `nx graph`, `nx show project` and the Nx Console. Metadata changes no hash.
 * @param nx the command that runs Nx in the workspace root
 * @param summary what the recipe says about itself
 */
export function onScreens(
  project: ProjectConfiguration,
  nx: string,
  summary: string | undefined,
): ProjectConfiguration {
  const targets = Object.entries(project.targets ?? {}).map(
    ([name, target]) => [name, withHelp(target, `${project.name}:${name}`, nx)] as const,
  );
  return {
    ...project,
    targets: Object.fromEntries(targets),
    metadata: {
      description: summary ?? descriptionOf(project),
      targetGroups: { conda: targets.map(([name]) => name) },
      ...project.metadata,
    },
  };
}

function withHelp(target: TargetConfiguration, task: string, nx: string): TargetConfiguration {
  const kind = TARGET_KINDS.find((one) => target.executor === `nx-conda:${one}`);
  const help = kind && {
    help: { command: `${nx} run ${task} --help`, example: { options: EXAMPLES[kind] } },
  };
  return {
    ...target,
    metadata: { technologies: TECHNOLOGIES, ...(PLAIN.test(task) && help), ...target.metadata },
  };
}

/** More names do not fit into a line. */
const SHOWN = 5;

/** For a recipe without a summary. */
function descriptionOf(project: ProjectConfiguration): string {
  const { provides = [], reason } = condaMetadata(project) ?? {};
  if (provides.length === 0)
    return ['Conda recipe without packages', reason?.split('\n')[0]].filter(Boolean).join(': ');
  const more = provides.length > SHOWN ? ` and ${provides.length - SHOWN} more` : '';
  return `Conda package${provides.length > 1 ? 's' : ''} ${provides.slice(0, SHOWN).join(', ')}${more}`;
}
