import type { CiFacts } from './ci-facts';
import type { CiOptions } from './header';
import { WORKFLOWS } from './keep-in-sync';

/** What the user has to do in the CI system. @param included whether GitLab runs the workflow */
export function nextSteps(options: CiOptions, facts: CiFacts, included: boolean): string[] {
  const steps = [
    ...(included ? [] : [`Add this to .gitlab-ci.yml: include: [{ local: ${WORKFLOWS.gitlab} }]`]),
    ...cacheSteps(options),
    ...publishSteps(options, facts),
    ...gpuSteps(options),
  ];
  return ['', 'To do in the CI system:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
}

const SECRETS: Record<CiOptions['provider'], { main: string; others: string }> = {
  github: {
    main: 'in the environment conda-main, which only the protected branch may use',
    others: 'in the environment conda-pull-request',
  },
  gitlab: { main: 'as a protected variable', others: 'as a variable' },
  azure: {
    main: 'in the variable group nx-conda-main, which only the protected branch may use',
    others: 'in the variable group nx-conda-pull-request',
  },
};

function cacheSteps({ provider, mode }: CiOptions): string[] {
  const { main, others } = SECRETS[provider];
  if (mode === 'agents') {
    return [
      'Connect the workspace to Nx Cloud: nx connect',
      `Set NX_CLOUD_ACCESS_TOKEN: a token that can write ${main}, a token that can only read ${others}.`,
      'Check the machines of the agents in .nx/workflows/agents.yaml.',
    ];
  }
  const optional = mode === 'matrix' ? ' Without it, packages go from job to job as artifacts.' : '';
  return [
    `For a remote cache, set NX_SELF_HOSTED_REMOTE_CACHE_SERVER, and NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: a token that can write ${main}, a token that can only read ${others}.${optional}`,
  ];
}

function publishSteps({ provider }: CiOptions, { publishes, trusted, tokenVariables }: CiFacts): string[] {
  if (!publishes) {
    return ['To publish, set "publishTo" of nx-conda in nx.json to a channel on a server, and run nx sync.'];
  }
  if (trusted && provider !== 'azure') {
    return ['In the settings of the channel on prefix.dev, add this repository as a trusted publisher.'];
  }
  const variables = trusted ? ['PREFIX_API_KEY'] : tokenVariables;
  return [`To publish, set ${variables.join(', ')} ${SECRETS[provider].main}.`];
}

function gpuSteps({ gpuRunner }: CiOptions): string[] {
  if (gpuRunner !== undefined) return [];
  return ['For tests with a GPU, run the generator again with --gpuRunner.'];
}
