import { stripVTControlCharacters } from 'node:util';

/** A text in a log that may be a path. */
export interface PathText {
  /** Absolute, or relative to a folder that the text does not tell; without the variable in front. May hold `*`. */
  text: string;
  /** It began with a variable, like `$RECIPE_DIR/..`. */
  hadVariable: boolean;
  /** The line complains about it. */
  isComplaint: boolean;
  /** The line says that a folder may not be listed. */
  isRefused: boolean;
}

const COMPLAINT =
  /no such file|not found|cannot |can't |could ?n[o']t|permission denied|does ?n[o']t exist|unable to|read-only|not a directory|no rule to make|failed to|not a git repository|\w+error/i;
/** `cat: my file: No such file or directory`; also with a name that has spaces, and no quotes. */
const NO_REPOSITORY = /not a git repository/i;
const SUBJECT =
  /(?:^|: )((?:(?!: ).)+): (?:(?:cannot|can't) \w+: )?(?:no such file|permission denied|read-only|not a directory|cannot open)/i;
const QUOTED = /'([^'\n]+)'|"([^"\n]+)"|`([^`'\n]+)[`']|‘([^’\n]+)’/g;
/** Not the braces of `${name}`: what follows it belongs to it. */
const SEPARATORS = /(?:[\s'"`‘’“”()<>|;,=]|(?<!\$)\{|(?<!\w)\})+/;
const VARIABLE = /^(?:\$\{!?\w+\}|\$\w+|%\w+%)[\\/]+|^\/+(?=\.\.(?:\/|$))/;
/** `"$RECIPE_DIR"/../x`. */
const QUOTED_VARIABLE = /(\$\{!?\w+\}|\$\w+)["'](?=\/)/g;
/** The kernel's limit. */
const LONGEST_PATH = 4096;

/** A line in which bash says what it is about to run: rattler-build (0.74) makes it do so. */
export function isTrace(line: string): boolean {
  return /^\++ /.test(line);
}

/** A line that complains about some path. */
export function isComplaint(line: string): boolean {
  return !isTrace(line) && COMPLAINT.test(line);
}

/** The lines of a log, without colours. */
export function logLines(log: string): string[] {
  return stripVTControlCharacters(log).split('\n');
}

/** The variables that bash says it sets to an absolute path. */
export function tracedVariables(log: string): Map<string, string> {
  const assignments = logLines(log).map((line) => /^\++ (\w+)='?(\/[^\s']*)'?$/.exec(line));
  return new Map(assignments.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])));
}

/** A text with the values of these variables in it. */
export function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, plain?: string) => variables.get(braced ?? plain ?? '') ?? whole,
  );
}

/** All that may be a path in a line of a log or a script. */
export function pathsInLine(written: string): PathText[] {
  const line = written.replace(QUOTED_VARIABLE, '$1');
  const complains = isComplaint(line);
  const isRefused = complains && /permission denied/i.test(line);
  const texts = new Set([
    ...(complains ? subjectOf(line) : []),
    ...[...line.matchAll(QUOTED)].map((match) => match.slice(1).find((text) => text !== undefined) ?? ''),
    ...line
      .split(SEPARATORS)
      .flatMap((word) => [word, ...word.split(':')])
      .filter(looksLikePath),
  ]);
  return [...texts]
    .map((text) => ({ ...cleaned(text), isComplaint: complains, isRefused }))
    .filter(({ text }) => text !== '' && text.length < LONGEST_PATH);
}

function subjectOf(line: string): string[] {
  // git looks for it in every folder above, and names none.
  if (NO_REPOSITORY.test(line)) return ['.git'];
  const subject = SUBJECT.exec(line)?.[1];
  return subject === undefined ? [] : [subject];
}

function looksLikePath(word: string): boolean {
  return /[/\\]/.test(word) || /\w\.\w/.test(word);
}

/** Behind a variable the rest still says where it leads to. */
function cleaned(written: string): Pick<PathText, 'text' | 'hadVariable'> {
  const text = written
    .trim()
    .replace(/^file:\/\//, '')
    .replace(/^(-I|-L|@|if=)(?=[./])/, '')
    .replace(/(?<=[^./])[:,;.!?]+$/, '');
  const rest = text.replace(VARIABLE, '');
  return { text: rest.replace(/^\/+/, rest === text ? '/' : ''), hadVariable: rest !== text };
}
