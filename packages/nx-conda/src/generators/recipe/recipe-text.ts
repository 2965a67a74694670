import { placesToLookAt } from './fixed-path-patches';
import type { RecipePlan } from './plan';
import { aboutSection } from './sections/about';
import { sourceSection } from './sections/source';
import { condaVersion } from './sections/version';
import { noted, Quoted, toYaml, type YamlEntries, type YamlValue } from './text/yaml-value';

/** What the kinds of recipes differ in. */
export interface RecipeBody {
  /** Beside the version. */
  context?: YamlEntries;
  build: YamlEntries;
  requirements: YamlEntries;
  tests: YamlValue[];
  /** A metapackage has none. */
  hasSource: boolean;
}

/** The whole file. */
export function recipeText(plan: RecipePlan, body: RecipeBody): string {
  const version = condaVersion(plan.facts.version);
  const todo = 'TODO: the source does not say its version.';
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
  'TODO: setup.py computes what it requires: look into it, the lists below may lack something.';
const LISTED =
  'TODO: the lists of requirements (requirements.txt, environment.yml) have entries that are no names: look into them.';

function sourceRemarks({ facts }: RecipePlan): string {
  const places = placesToLookAt(facts.cuda?.fixedPaths ?? []);
  const isOpen = facts.python?.unread?.includes('requires') === true;
  const computed = facts.python?.project !== undefined;
  return [
    ...(places.length > 0
      ? [`TODO: looks for CUDA in a fixed place: ${places.join(', ')}. See that it is given another.`]
      : []),
    ...(isOpen ? [computed ? COMPUTED : LISTED] : []),
  ].join('\n');
}

/** What the file asks its author to do, each with its line: `12: is this the name on your channels?` */
export function todosIn(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const todo = /^\s*# TODO: (.*)$/.exec(line)?.[1];
    return todo === undefined ? [] : [`${index + 1}: ${todo}`];
  });
}
