import type { FailureExplanation, FailureRule } from './failure-rule';

const INSTALL_FULL = [
  'To learn the cause, install the full rattler-build and run it again: pixi global install rattler-build',
  'Or the package rattler-build of conda-forge, or a release from its GitHub page.',
];

/** An environment could not be solved. */
export const solveFailures: FailureRule[] = [
  {
    pattern: /could not find subdir '([^']+)' in channel '([^']+)'/,
    within: 'error',
    explain: ([, subdir, channel]) => ({
      what: `The channel ${channel} has no ${subdir}/repodata.json: it does not exist, or is no channel.`,
      steps: [
        'Is the channel spelled right in the option "channels" of nx-conda in nx.json?',
        'Is it private? rattler-build takes credentials from: rattler-build auth login',
        'A folder becomes a channel by: nx run <project>:conda-publish, or rattler-index',
      ],
    }),
  },
  {
    pattern: /A channel did not answer/,
    within: 'error',
    explain: () => ({
      what: 'A channel could not be reached.',
      steps: [
        'Check the network and the proxy (HTTPS_PROXY).',
        'Or name a mirror in the option "channels" of nx-conda in nx.json.',
      ],
    }),
  },
  {
    pattern: /error sending request for url \(([^)]+)\)(.*)/,
    within: 'error',
    explain: ([, url = '']) => ({
      what: `The channel of ${url} could not be reached.`,
      steps: [
        `Try it: curl -I ${url}`,
        'Check the network and the proxy (HTTPS_PROXY).',
        'Or name a mirror in the option "channels" of nx-conda in nx.json.',
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
      what: conflict(input) ?? 'No set of packages fulfils all requirements at once: see the tree above.',
      steps: [
        'Loosen or correct one of them in the recipe, or choose other versions in the variants file.',
        '"excluded because due to strict channel priority": a channel further up has a package of that name, so the others are not looked at. Put the channel that you mean first.',
        'Requirements that come from a package (run_exports, run) are changed in that package’s recipe.',
      ],
    }),
  },
  {
    pattern: /The embedded rattler-build cannot tell why/,
    within: 'error',
    explain: () => ({
      what: 'No set of packages fulfils all requirements at once, or a package or channel is missing.',
      steps: [
        'Check each of the requirements listed above: does one of the channels have it, in that version, for this platform?',
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
