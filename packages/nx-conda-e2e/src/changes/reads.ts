import type { Change } from './change';
import type { Place } from './place';

/** A recipe whose package contains the output of its script, so its digest shows everything that it reads. */
export interface ReadingRecipe {
  /** The line of the script whose output is the package's only file; default: prints the changed file. */
  script?: string;
  /** Instead: the whole value of `build.script` in YAML; must write `$PREFIX/share/NAME.txt` itself. */
  buildScript?: string;
  /** No script in recipe.yaml, but the text of build.sh, which rattler-build then runs. */
  buildSh?: string;
  /** YAML of the key `source`. */
  source?: string;
  /** Replaces everything else in recipe.yaml. */
  whole?: string;
  /** More of recipe.yaml, at the top. */
  above?: string;
  /** More of recipe.yaml, at the bottom. */
  below?: string;
  /** More files, by path. */
  files?: Record<string, string>;
  /** Symbolic links: path and target. */
  links?: Record<string, string>;
}

export const SHARE = 'mkdir -p $PREFIX/share';
const OUTPUT = '$PREFIX/share/NAME.txt';

export function writeRecipe(place: Place, recipe: ReadingRecipe, path = 'recipe.yaml'): void {
  for (const [file, text] of Object.entries(recipe.files ?? {})) place.write(file, text);
  for (const [link, target] of Object.entries(recipe.links ?? {})) place.link(link, target);
  if (recipe.buildSh !== undefined) place.write('build.sh', `${SHARE}\n${recipe.buildSh}\n`);
  place.write(path, recipeText(recipe));
}

function recipeText(recipe: ReadingRecipe): string {
  if (recipe.whole !== undefined) return recipe.whole;
  return [
    ...(recipe.above ? [recipe.above] : []),
    'package: {name: NAME, version: "1"}',
    ...(recipe.source ? [`source: ${recipe.source}`] : []),
    'build:',
    '  noarch: generic',
    ...scriptOf(recipe),
    ...(recipe.below ? [recipe.below] : []),
    '',
  ].join('\n');
}

function scriptOf({ script, buildScript, buildSh }: ReadingRecipe): string[] {
  if (buildSh !== undefined) return [];
  if (buildScript !== undefined) return [`  script: ${buildScript}`];
  return ['  script:', `    - ${SHARE}`, `    - ${JSON.stringify(`{ ${script ?? 'true'}; } > ${OUTPUT}`)}`];
}

type More = Partial<Pick<Change, 'expected' | 'folder' | 'hidden' | 'quiet' | 'target'>>;

/** A file that a recipe reads, and that changes. */
export interface FileRead extends ReadingRecipe, More {
  /** The file: a path in the sense of `Place`. */
  file: string;
  /** Its text of each round; default: one line. */
  content?: (round: number) => string;
  /** After everything is written, before the first commit. */
  then?: (place: Place) => void;
}

/** The file's content changes. */
export function reads(what: string, read: FileRead): Change {
  const { file, content = line, expected = 'builds', then } = read;
  const script = read.script ?? `cat "$RECIPE_DIR/${file}"`;
  return {
    what,
    expected,
    ...more(read),
    prepare: (place) => {
      writeRecipe(place, { ...read, script });
      place.write(file, content(0));
      then?.(place);
    },
    apply: (place, round) => place.write(file, content(round)),
  };
}

/** Anything else changes. */
export function changes(
  what: string,
  recipe: ReadingRecipe & More & { env?: Change['env']; then?: (place: Place) => void },
  apply: Change['apply'],
): Change {
  return {
    what,
    expected: recipe.expected ?? 'builds',
    ...more(recipe),
    ...(recipe.env && { env: recipe.env }),
    prepare: (place) => {
      writeRecipe(place, recipe);
      recipe.then?.(place);
    },
    apply,
  };
}

function more({ folder, hidden, quiet, target }: More): More {
  return {
    ...(folder !== undefined && { folder }),
    ...(hidden && { hidden }),
    ...(quiet && { quiet }),
    ...(target && { target }),
  };
}

export const line = (round: number): string => `content ${round}\n`;
/** For a file that a script sources. */
export const echo = (round: number): string => `echo content ${round}\n`;
