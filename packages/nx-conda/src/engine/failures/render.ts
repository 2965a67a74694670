import type { FailureContext, FailureRule } from './failure-rule';

/** The recipe and its variants do not fit together. */
export const renderFailures: FailureRule[] = [
  {
    pattern: /Environment variable (\S+) not found/,
    within: 'error',
    explain: ([, name], context) => ({
      what: `The recipe reads the environment variable ${name}, which is not set${at(context)}.`,
      steps: [`Set it: ${name}=... nx run ...`, `Or give it a default: env.get("${name}", default="...")`],
    }),
  },
  {
    pattern: /undefined value(?: \(in [^)]*\))?(?: \(template: (.*?\}\})\))?/,
    within: 'error',
    explain: ([, template], context) => ({
      what: `The recipe uses an undefined variable${template ? `: ${template}` : ''}${at(context)}.`,
      steps: [
        'Is it misspelled?',
        'Define it in the context of the recipe, or as a key of the variant file.',
        'If a variant file defines it: is that file listed in the option "variants"?',
      ],
    }),
  },
  {
    pattern: /Zip key elements do not all have same length: (\S+)/,
    within: 'error',
    explain: ([, key]) => ({
      what: `The keys in a group of zip_keys have lists of different lengths; ${key} is one of them.`,
      steps: [
        `Give every key in the group of ${key} the same number of values: the first values belong together, and so on.`,
        'Or remove the key from the group. zip_keys of the last variant file replace all earlier ones.',
      ],
      check: 'zip-key-lengths',
    }),
  },
  {
    pattern: /zip_keys must be a list of lists|expected sequence but got non-sequence/,
    within: 'error',
    explain: () => ({
      what: 'zip_keys must be a list of groups, each a list of at least two keys.',
      steps: ['Write it like this: zip_keys: [[python, numpy]]'],
      check: 'zip-key-lengths',
    }),
  },
  {
    pattern: /Cycle detected in recipe outputs: (.*)/,
    within: 'error',
    explain: ([, outputs]) => ({
      what: `Outputs of the recipe form a build cycle, or need one that does: ${outputs?.trim()}`,
      steps: ['Move requirements that are needed only at run time from host or build to run.'],
    }),
  },
  {
    pattern: /unexpected argument '([^']+)'/,
    within: 'log',
    explain: ([, argument], { engine }) => ({
      what: `rattler-build ${engine.version} does not know ${argument}.`,
      steps: [`Update it: pixi global update rattler-build. This one is ${engine.command}.`],
    }),
  },
];

function at({ place }: FailureContext): string {
  return place ? ` (${place})` : '';
}
