import { stripVTControlCharacters } from 'node:util';

/** A text in a log that may be a path. */
export interface PathText {
  /** Absolute, or relative to a folder that the text does not tell; without the variable in front. May hold `*`. */
  text: string;
  /** The line complains about it. */
  isComplaint: boolean;
  /** The line says that a folder may not be listed. */
  isRefused: boolean;
}

const COMPLAINT =
  /no such file|not found|cannot |can't |could ?n[o']t|permission denied|does ?n[o']t exist|unable to|read-only|not a directory|no rule to make|failed to|\w+error/i;
/** `cat: my file: No such file or directory`; also with a name that has spaces, and no quotes. */
const SUBJECT =
  /(?:^|: )((?:(?!: ).)+): (?:(?:cannot|can't) \w+: )?(?:no such file|permission denied|read-only|not a directory|cannot open)/i;
const QUOTED = /'([^'\n]+)'|"([^"\n]+)"|`([^`'\n]+)[`']|‘([^’\n]+)’/g;
const SEPARATORS = /[\s'"`‘’“”()[\]{}<>|;,=]+|\$\{!?\w+\}|\$\w+/;

/** A line in which bash says what it is about to run: rattler-build (0.74) makes it do so. */
export function isTrace(line: string): boolean {
  return /^\++ /.test(line);
}

/** A line that complains about some path. */
export function isComplaint(line: string): boolean {
  return !isTrace(line) && COMPLAINT.test(line);
}

/** The lines of a log, without colours. */
export function linesOf(log: string): string[] {
  return stripVTControlCharacters(log).split('\n');
}

/** All that may be a path in a line of a log or a script, each text once. */
export function pathsInLine(line: string): PathText[] {
  const complains = isComplaint(line);
  const isRefused = complains && /permission denied/i.test(line);
  const subject = complains ? SUBJECT.exec(line)?.[1] : undefined;
  const quoted = [...line.matchAll(QUOTED)].map(
    (match) => match.slice(1).find((text) => text !== undefined) ?? '',
  );
  const words = line.split(SEPARATORS).flatMap((word) => [word, ...word.split(':')]);
  const texts = [...(subject === undefined ? [] : [subject]), ...quoted, ...words.filter(looksLikePath)];
  return [...new Set(texts.map(cleaned))]
    .filter((text) => text !== '' && text.length < 4096)
    .map((text) => ({ text, isComplaint: complains, isRefused }));
}

function looksLikePath(word: string): boolean {
  return /[/\\]/.test(word) || /\w\.\w/.test(word);
}

/** Behind a variable the rest still says where it leads to. */
function cleaned(text: string): string {
  const path = text
    .trim()
    .replace(/^(\$\{!?\w+\}|\$\w+|%\w+%)["']?[\\/]/, '')
    .replace(/^file:\/\//, '')
    .replace(/^(-I|-L|@|if=)(?=[./])/, '')
    .replace(/[:,;.!?]+$/, (end) => (/^\.{1,2}$/.test(text.trim().split('/').at(-1) ?? '') ? end : ''));
  return path.startsWith('/') ? path : path.replace(/^\/+/, '');
}
