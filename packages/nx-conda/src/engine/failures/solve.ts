import type { FailureExplanation, FailureRule } from './failure-rule';

const INSTALL_FULL = [
  'To see the cause, install the full rattler-build and run it again: pixi global install rattler-build',
  'Or the package rattler-build of conda-forge, or a release from its GitHub page.',
];

/** The solver failed for an environment. */
export const solveFailures: FailureRule[] = [
  {
    pattern: /could not find subdir '([^']+)' in channel '([^']+)'/,
    within: 'error',
    explain: ([, subdir, channel]) => ({
      what: `The channel ${channel} has no ${subdir}/repodata.json: it does not exist, or is not a channel.`,
      steps: [
        'Check the spelling of the channel in the option "channels" of nx-conda in nx.json.',
        'Is it private? rattler-build takes credentials from: rattler-build auth login',
        'To make a folder a channel: nx run <project>:conda-publish, or rattler-index',
      ],
    }),
  },
  {
    pattern: /A channel did not answer/,
    within: 'error',
    explain: () => ({
      what: 'Could not reach a channel.',
      steps: [
        'Check the network and the proxy (HTTPS_PROXY).',
        'Or set a mirror in the option "channels" of nx-conda in nx.json.',
      ],
    }),
  },
  {
    pattern: /error sending request for url \(([^)]+)\)(.*)/,
    within: 'error',
    explain: ([, url = '']) => ({
      what: `Could not reach the channel of ${url}.`,
      steps: [
        `Try it: curl -I ${url}`,
        'Check the network and the proxy (HTTPS_PROXY).',
        'Or set a mirror in the option "channels" of nx-conda in nx.json.',
      ],
    }),
  },
  {
    pattern: /No candidates were found for (\S+?)(?: (.*?))?\.(?= |$)/m,
    within: 'error',
    explain: ([, name = '', version = '']) => noCandidate(name, version),
  },
  {
    pattern: /([\w.-]+ [\w.]+) would require └─ ([\w.-]+)(?: ([^─]*?))?, for which no candidates were found/,
    within: 'error',
    explain: ([, dependent, name = '', version = '']) => noCandidate(name, version, dependent),
  },
  {
    pattern: /([\w.-]+)(?: ([^─]*?))?, for which no candidates were found/,
    within: 'error',
    explain: ([, name = '', version = '']) => noCandidate(name, version),
  },
  {
    pattern: /Cannot solve the request because of: (.*)/,
    within: 'error',
    explain: ({ input = '' }) => ({
      what: conflict(input) ?? 'No set of packages meets all requirements at once: see the tree above.',
      steps: [
        'Loosen or correct one of them in the recipe, or choose other versions in the variant file.',
        '"excluded because due to strict channel priority": an earlier channel has a package of that name, so later ones are ignored. Put the channel that you want first.',
        'Change requirements that come from a package (run_exports, run) in that package’s recipe.',
      ],
    }),
  },
  {
    pattern: /The embedded rattler-build cannot tell why/,
    within: 'error',
    explain: () => ({
      what: 'No set of packages meets all requirements at once, or a package or channel is missing.',
      steps: [
        'Check for each requirement above whether a channel has it, in that version, for this platform.',
        ...INSTALL_FULL,
      ],
    }),
  },
];

function noCandidate(name: string, version: string, dependent?: string): FailureExplanation {
  const spec = version && version !== '*' ? `${name} ${version}` : name;
  return {
    what: `No channel has ${spec}${dependent ? `, which ${dependent} needs` : ''}.`,
    steps: [
      `Is ${name} spelled like the package, and does that version exist for this platform?`,
      `If a recipe of this workspace builds ${name}: is its version excluded by this requirement?`,
      `If another channel has ${name}: add it to the option "channels" of nx-conda in nx.json.`,
    ],
    check: /^(pyg|torch-|pytorch-(cluster|scatter|sparse|spline))/.test(name)
      ? 'pyg-package-name'
      : 'unknown-package-name',
  };
}

/** The first two packages in the solver's tree that need different versions of the same third one. */
function conflict(error: string): string | undefined {
  const needs = [...error.matchAll(/([\w.-]+ \S+) would require [├└]─ ([\w.-]+) ([^,]*),/g)];
  for (const [, first, name, version] of needs) {
    const [, second, , other] = needs.find((need) => need[2] === name && need[3] !== version) ?? [];
    if (second) return `${first} needs ${name} ${version}, and ${second} needs ${name} ${other}.`;
  }
  return undefined;
}
