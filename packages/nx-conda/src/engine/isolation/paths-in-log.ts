import { stripVTControlCharacters } from 'node:util';

/** A text in a log that may be a path. */
export interface PathText {
  /** Absolute, or relative to an unknown folder; without a leading variable. May contain `*`. */
  text: string;
  /** It started with a variable, like `$RECIPE_DIR/..`. */
  hadVariable: boolean;
  /** The line complains about it. */
  isComplaint: boolean;
  /** The line says that listing a folder is not permitted. */
  isRefused: boolean;
}

const COMPLAINT =
  /no such file|not found|cannot |can't |could ?n[o']t|permission denied|does ?n[o']t exist|unable to|read-only|not a directory|no rule to make|failed to|not a git repository|\w+error/i;
/** `cat: my file: No such file or directory`; also for unquoted names with spaces. */
const NO_REPOSITORY = /not a git repository/i;
const SUBJECT =
  /(?:^|: )((?:(?!: ).)+): (?:(?:cannot|can't) \w+: )?(?:no such file|permission denied|read-only|not a directory|cannot open)/i;
const QUOTED = /'([^'\n]+)'|"([^"\n]+)"|`([^`'\n]+)[`']|‘([^’\n]+)’/g;
/** Not the braces of `${name}`: the following text belongs to the path. */
const SEPARATORS = /(?:[\s'"`‘’“”()<>|;,=]|(?<!\$)\{|(?<!\w)\})+/;
const VARIABLE = /^(?:\$\{!?\w+\}|\$\w+|%\w+%)[\\/]+|^\/+(?=\.\.(?:\/|$))/;
/** `"$RECIPE_DIR"/../x`. */
const QUOTED_VARIABLE = /(\$\{!?\w+\}|\$\w+)["'](?=\/)/g;
/** The kernel's limit. */
const LONGEST_PATH = 4096;

/** A line in which bash traces the next command: rattler-build (0.74) turns tracing on. */
export function isTrace(line: string): boolean {
  return /^\++ /.test(line);
}

/** A line that complains about a path. */
export function isComplaint(line: string): boolean {
  return !isTrace(line) && COMPLAINT.test(line);
}

/** The lines of a log, without colors. */
export function logLines(log: string): string[] {
  return stripVTControlCharacters(log).split('\n');
}

/** The variables that, according to bash's trace, are set to an absolute path. */
export function tracedVariables(log: string): Map<string, string> {
  const assignments = logLines(log).map((line) => /^\++ (\w+)='?(\/[^\s']*)'?$/.exec(line));
  return new Map(assignments.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])));
}

/** A text with these variables replaced by their values. */
export function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, plain?: string) => variables.get(braced ?? plain ?? '') ?? whole,
  );
}

/** All possible paths in a line of a log or a script. */
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
  // git searches every folder above, and names none.
  if (NO_REPOSITORY.test(line)) return ['.git'];
  const subject = SUBJECT.exec(line)?.[1];
  return subject === undefined ? [] : [subject];
}

function looksLikePath(word: string): boolean {
  return /[/\\]/.test(word) || /\w\.\w/.test(word);
}

/** After a variable, the rest still shows the path. */
function cleaned(written: string): Pick<PathText, 'text' | 'hadVariable'> {
  const text = written
    .trim()
    .replace(/^file:\/\//, '')
    .replace(/^(-I|-L|@|if=)(?=[./])/, '')
    .replace(/(?<=[^./])[:,;.!?]+$/, '');
  const rest = text.replace(VARIABLE, '');
  return { text: rest.replace(/^\/+/, rest === text ? '/' : ''), hadVariable: rest !== text };
}
