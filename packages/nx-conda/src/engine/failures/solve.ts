import type { FailureExplanation, FailureRule } from './failure-rule';

const INSTALL_COMMAND = [
  'To see the cause, install the rattler-build command, for example with pixi global install rattler-build, and run the task again.',
  'Instead of pixi, you can use the package rattler-build of conda-forge, or a release from the GitHub page of rattler-build.',
];

/** The solver failed for an environment. */
export const solveFailures: FailureRule[] = [
  {
    pattern: /could not find subdir '([^']+)' in channel '([^']+)'/,
    within: 'error',
    explain: ([, subdir, channel]) => ({
      what: `The channel ${channel} has no ${subdir}/repodata.json: the channel does not exist, or the address is not a channel.`,
      steps: [
        'Check the spelling of the channel in the option "channels" of nx-conda in nx.json.',
        'If the channel is private, log in, for example with rattler-build auth login <host> --token <token>',
        'To make a folder a channel, publish to it with nx run <project>:conda-publish --to=<folder>, or index it with rattler-index.',
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
        'Or replace the channel with a mirror in the option "channels" of nx-conda in nx.json.',
      ],
    }),
  },
  {
    pattern: /error sending request for url \(([^)]+)\)(.*)/,
    within: 'error',
    explain: ([, url = '']) => ({
      what: `Could not reach a channel: the request to ${url} failed.`,
      steps: [
        `To test the connection, run curl -I ${url}`,
        'Check the network and the proxy (HTTPS_PROXY).',
        'Or replace the channel with a mirror in the option "channels" of nx-conda in nx.json.',
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
      what:
        conflict(input) ??
        'No set of packages meets all requirements at once: see the message of the solver above.',
      steps: [
        'Loosen or correct the requirements of the recipe that cause the conflict, or choose other versions in the variant file.',
        'If the log contains "excluded because due to strict channel priority", an earlier channel has a package of the same name, and the solver ignores this name in later channels. Move the channel whose package you want to the front of the option "channels" of nx-conda in nx.json. If the earlier channel is the output folder of a project, it always comes first: change the requirement, or the version in that project.',
        'If a requirement comes from another package (its run requirements or run exports), require another version of that package. If this workspace builds that package, you can also change the requirement in its recipe.',
      ],
    }),
  },
  {
    pattern: /py-rattler-build does not report the cause/,
    within: 'error',
    explain: () => ({
      what: 'No set of packages meets all requirements at once, or a package or channel is missing.',
      steps: [
        'Check that the channels have every package listed above, in the required version and for this platform.',
        ...INSTALL_COMMAND,
      ],
      mentions: ['requirements:', 'tests:'],
    }),
  },
];

function noCandidate(name: string, version: string, dependent?: string): FailureExplanation {
  const spec = version && version !== '*' ? `${name} ${version}` : name;
  return {
    what: `No channel has ${spec}${dependent ? `, which ${dependent} needs` : ''}.`,
    steps: [
      `Check the spelling of ${name}, and whether ${spec} exists for this platform.`,
      `If a recipe of this workspace builds ${name}, check that the requirement allows the version that this recipe builds.`,
      `If another channel has ${name}, add that channel to the option "channels" of nx-conda in nx.json.`,
    ],
    mentions: [name, ...toolchain(name), dependent?.split(' ')[0] ?? ''],
    check: /^(pyg|torch-|pytorch-(cluster|scatter|sparse|spline))/.test(name)
      ? 'pyg-package-name'
      : 'unknown-package-name',
  };
}

/** `gcc_linux-64` stands in the recipe as `${{ compiler('c') }}`. */
function toolchain(name: string): string[] {
  const base = /^(\w+?)_(?:linux|osx|win|emscripten)-\w+$/.exec(name)?.[1];
  return base === undefined ? [] : [`compiler('${base}'`, `stdlib('${base}'`, 'compiler(', 'stdlib('];
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
