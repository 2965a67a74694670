import { OTHER_PROJECTS } from '../../knowledge/other-projects';
import { repositoryUrl } from '../../source/repository-url';
import type { SourceFacts } from '../../source/source-facts';
import { placesToLookAt } from './fixed-path-patches';
import type { RecipePlan } from './plan';
import { normalisedName } from './requirements/conda-name';
import { aboutSection } from './sections/about';
import { sourceSection } from './sections/source';
import { condaVersion } from './sections/version';
import { oneLine } from './text/untrusted-text';
import { noted, Quoted, toYaml, WIDTH, type YamlEntries, type YamlValue } from './text/yaml-value';

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
  return toYaml({
    schema_version: 1,
    context: {
      version: noted(versionTodo(plan, version), new Quoted(version ?? '0.0.0')),
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

function versionTodo({ facts }: RecipePlan, version: string | undefined): string | undefined {
  if (version === undefined) return 'TODO: set the version. nx-conda found no valid version.';
  const { newer } = facts;
  if (newer === undefined) return undefined;
  const repository = newer.repository ?? repositoryUrl([facts.homepage ?? '']) ?? '<url of the repository>';
  return `TODO: decide on the version. ${newer.version} is the newest release, but the package index has only wheels of it. This is ${version}, the newest release with an sdist. For ${newer.version}, delete this recipe, and write a new one with --from=git:${repository}@<tag of ${newer.version}>`;
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
    ...otherProject(facts),
    ...lackingFiles(facts),
    ...(places.length > 0
      ? [`TODO: patch lines that look for CUDA in /usr/local or /opt: ${places.join(', ')}.`]
      : []),
    ...(isOpen ? [computed ? COMPUTED : LISTED] : []),
  ].join('\n');
}

/** An sdist may lack files that the repository has. */
function lackingFiles({ missingSources = [], origin, homepage, version }: SourceFacts): string[] {
  if (missingSources.length === 0) return [];
  const list = missingSources.map((one) => oneLine(one, 100)).join(', ');
  const url = repositoryUrl([homepage ?? '']) ?? '<url of the repository>';
  const instead =
    origin.kind === 'url'
      ? ` If the build does not write them, the sdist lacks them: delete this recipe, and write a new one with --from=git:${url}@<tag of ${version ?? 'the release'}>`
      : '';
  return [
    `TODO: check these files, which setup.py names, but the source does not contain: ${list}.${instead}`,
  ];
}

function otherProject({ name, origin }: SourceFacts): string[] {
  const key = normalisedName(name ?? '');
  const other = origin.kind === 'url' && Object.hasOwn(OTHER_PROJECTS, key) ? OTHER_PROJECTS[key] : undefined;
  return other
    ? [
        `TODO: check the source. On PyPI, ${key} is ${other.is}. If you want the other project, delete this recipe, and ${other.instead}.`,
      ]
    : [];
}

/** The TODOs in the file, whole and on one line, each with its line number: `12: describe the package.` */
export function todosIn(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const todo = /^\s*# TODO: (.*)$/.exec(line)?.[1];
    return todo === undefined ? [] : [`${index + 1}: ${[todo, ...wrapped(lines, index)].join(' ')}`];
  });
}

/** The rest of a comment that was too long for its line. */
function wrapped(lines: readonly string[], index: number): string[] {
  const rest: string[] = [];
  for (let at = index + 1; ; at++) {
    const [before = '', next = ''] = [lines[at - 1], lines[at]];
    const [, words, first = ''] = /^\s*# ((\S+).*)$/.exec(next) ?? [];
    if (words === undefined || first === 'TODO:' || before.length + first.length + 1 < WIDTH) return rest;
    rest.push(words);
  }
}
