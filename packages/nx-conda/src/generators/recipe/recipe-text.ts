import { placesToLookAt } from './fixed-path-patches';
import type { RecipePlan } from './plan';
import { aboutSection } from './sections/about';
import { sourceSection } from './sections/source';
import { condaVersion } from './sections/version';
import { noted, Quoted, toYaml, type YamlEntries, type YamlValue } from './text/yaml-value';

/** The parts of a recipe that depend on its kind. */
export interface RecipeBody {
  /** In addition to the version. */
  context?: YamlEntries;
  build: YamlEntries;
  requirements: YamlEntries;
  tests: YamlValue[];
  /** False for a metapackage. */
  hasSource: boolean;
}

/** The whole file. */
export function recipeText(plan: RecipePlan, body: RecipeBody): string {
  const version = condaVersion(plan.facts.version);
  const todo = 'TODO: set the version. nx-conda found no valid version.';
  return toYaml({
    schema_version: 1,
    context: {
      version: noted(version === undefined ? todo : undefined, new Quoted(version ?? '0.0.0')),
      ...body.context,
    },
    package: { name: plan.name, version: '${{ version }}' },
    source: body.hasSource ? noted(sourceRemarks(plan), sourceSection(plan)) : undefined,
    build: { number: 0, ...body.build },
    requirements: body.requirements,
    tests: body.tests.length > 0 ? body.tests : undefined,
    about: aboutSection(plan),
  });
}

const COMPUTED =
  'TODO: add missing requirements below. Some could not be read, for example because setup.py computes them.';
const LISTED =
  'TODO: some entries of requirements.txt or environment.yml are not package names. Find out which packages these entries install, and add the packages to the run requirements below.';

function sourceRemarks({ facts }: RecipePlan): string {
  const places = placesToLookAt(facts.cuda?.fixedPaths ?? []);
  const isOpen = facts.python?.unread?.includes('requires') === true;
  const computed = facts.python?.project !== undefined;
  return [
    ...(places.length > 0
      ? [`TODO: patch lines that look for CUDA in /usr/local or /opt: ${places.join(', ')}.`]
      : []),
    ...(isOpen ? [computed ? COMPUTED : LISTED] : []),
  ].join('\n');
}

/** The TODOs in the file, whole and on one line, each with its line number: `12: describe the package.` */
export function todosIn(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const todo = /^\s*# TODO: (.*)$/.exec(line)?.[1];
    if (todo === undefined) return [];
    return [[`${index + 1}: ${todo}`, ...continued(lines.slice(index + 1))].join(' ')];
  });
}

/** The other lines of a comment: a long comment is wrapped. */
function continued(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => !/^\s*# (?!TODO: )/.test(line));
  return lines.slice(0, end).map((line) => line.replace(/^\s*# +/, ''));
}
