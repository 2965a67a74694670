import { type KeyTable, RECIPE_KEYS } from '../../knowledge/recipe-keys';
import { closestName } from '../../knowledge/closest-name';
import type { FailureContext, FailureExplanation, FailureRule } from './failure-rule';

/** The recipe and its variants do not fit together. */
export const renderFailures: FailureRule[] = [
  {
    pattern: /unknown (?:top-level )?field '([^']+)'[\s\S]*?(?:fields are: ([\w,\s]+))?$/,
    within: 'error',
    explain: ([, key = '', known = ''], context) => unknownKey(key, known.split(/,\s*/), context),
  },
  {
    pattern: /missing required field '([^']+)'/,
    within: 'error',
    explain: ([, key], context) => ({
      what: `The recipe lacks the key ${key}${at(context)}.`,
      steps: [`Add ${key}: to this mapping.`],
      mentions: ['package:'],
    }),
  },
  {
    pattern: /unable to parse (?:version )?spec: (.*)/,
    within: 'error',
    explain: ([, spec = ''], context) => ({
      what: `${spec.trim()} is not a requirement that conda can read${at(context)}.`,
      steps: ['Write a name and, if needed, a version, like numpy >=1.26,<3 or python 3.11.*'],
    }),
  },
  {
    pattern: /failed to parse SPDX license: '([^']+)'/,
    within: 'error',
    explain: ([, license], context) => ({
      what: `${license} is not an SPDX expression${at(context)}.`,
      steps: [
        'Write the identifier of the license from https://spdx.org/licenses, for example Apache-2.0.',
        'If the list does not contain the license, write LicenseRef- and a name.',
      ],
      mentions: [license ?? ''],
    }),
  },
  {
    pattern: /Environment variable (\S+) not found/,
    within: 'error',
    explain: ([, name], context) => ({
      what: `The recipe reads the environment variable ${name}, which is not set${at(context)}.`,
      steps: [
        `To set the variable for one run, run ${name}=<value> nx run <project>:<target>`,
        `Or add a default to the recipe: env.get("${name}", default="...")`,
      ],
    }),
  },
  {
    pattern: /undefined value(?: \(in [^)]*\))?(?: \(template: (.*?\}\})\))?/,
    within: 'error',
    explain: ([, template], context) => ({
      what: `The recipe uses an undefined variable${template ? `: ${template}` : ''}${at(context)}.`,
      steps: [
        'Check the spelling of the variable.',
        'Set the variable in `context:` of the recipe, or as a key of a variant file.',
        'If a variant file outside the folder of the recipe sets the variable, check that the option "variants" of nx-conda in nx.json lists this file.',
      ],
      mentions: [/\$\{\{\s*(.*?)\s*\}\}/.exec(template ?? '')?.[1] ?? ''],
    }),
  },
  {
    pattern: /Zip key elements do not all have same length: (\S+)/,
    within: 'error',
    explain: ([, key]) => ({
      what: `The keys in a group of zip_keys have lists of different lengths; one of these keys is ${key}.`,
      steps: [
        `Set the same number of values for every key in the group of ${key}: the first values are combined, then the second values, and so on.`,
        `Or remove ${key} from the group; if the group has only two keys, remove the whole group.`,
        'If several variant files set zip_keys, change the last of these files: rattler-build uses only its zip_keys.',
      ],
      check: 'zip-key-lengths',
    }),
  },
  {
    pattern: /zip_keys must be a list of lists|expected sequence but got non-sequence/,
    within: 'error',
    explain: () => ({
      what: 'zip_keys must be a list of groups, each a list of at least two keys.',
      steps: ['Write the groups like this: zip_keys: [[python, numpy]]'],
      check: 'zip-key-lengths',
    }),
  },
  {
    pattern: /Cycle detected in recipe outputs: (.*)/,
    within: 'error',
    explain: ([, outputs]) => ({
      what: `The requirements of the recipe's outputs form a cycle. These outputs are in the cycle or depend on it: ${outputs?.trim()}`,
      steps: ['Move requirements that are needed only at run time from host or build to run.'],
    }),
  },
  {
    pattern: /unexpected argument '([^']+)'/,
    within: 'log',
    explain: ([, argument], { engine }) => ({
      what: `rattler-build ${engine.version} does not accept ${argument}.`,
      steps: [
        `Update the rattler-build that nx-conda uses, ${engine.command}, for example with pixi global update rattler-build.`,
      ],
    }),
  },
];

/** The embedded engine does not list the known keys. */
function unknownKey(key: string, known: string[], context: FailureContext): FailureExplanation {
  const close = closestName(key, known.length > 1 ? known : allKeys(RECIPE_KEYS));
  return {
    what: `The recipe format has no key ${key}${at(context)}.${close ? ` Did you mean ${close}?` : ''}`,
    steps: [
      close
        ? `Write ${close} instead of ${key}.`
        : `Correct or remove ${key}: rattler-build refuses unknown keys.`,
    ],
    check: 'unknown-key',
    mentions: [`${key}:`],
  };
}

function allKeys(table: KeyTable): string[] {
  return Object.entries(table).flatMap(([key, below]) =>
    typeof below === 'object' ? [key, ...allKeys(below)] : [key],
  );
}

function at({ place }: FailureContext): string {
  return place ? ` (${place})` : '';
}
