/** A file that the commands of a script may stand in. */
export interface ScriptFile {
  /** As shown to the user. */
  path: string;
  text: string;
}

/** A line of a file: `recipes/x/recipe.yaml:7`, and what it says. */
export interface ScriptLine {
  place: string;
  text: string;
}

/**
 * The line of a command in the recipe or a script beside it.
 * @param command as bash prints it before it runs: with the values of variables, without quotes and redirections.
 * @returns undefined if no line can give this command.
 */
export function placeOfCommand(command: string, files: readonly ScriptFile[]): ScriptLine | undefined {
  const printed = withoutQuotes(command);
  if (printed === '') return undefined;
  return findLine(files, (line) => commandsIn(line).some((one) => patternOf(one)?.test(printed) ?? false));
}

/** The first line that contains a text, but not as a part of a longer word. */
export function placeOfText(text: string, files: readonly ScriptFile[]): ScriptLine | undefined {
  if (text === '') return undefined;
  const pattern = new RegExp(`(?<![\\w.-])${escaped(text)}(?![\\w-])`);
  return findLine(files, (line) => pattern.test(line));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function findLine(files: readonly ScriptFile[], matches: (line: string) => boolean): ScriptLine | undefined {
  for (const { path, text } of files) {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => !line.trimStart().startsWith('#') && matches(line));
    if (at >= 0) return { place: `${path}:${at + 1}`, text: (lines[at] ?? '').trim() };
  }
  return undefined;
}

/** bash prints them on a line of their own. */
const ASSIGNMENTS = /^\s*(?:\w+=(?:"[^"]*"|'[^']*'|\S*)\s+)+(?=\S)/;

/** The simple commands of a line, without the list mark and the key of YAML. */
function commandsIn(line: string): string[] {
  const script = line
    .trim()
    .replace(/^- /, '')
    .replace(/^\w+: (?=\S)/, '');
  return [line.trim(), ...script.split(/&&|\|\||[;|]|\bthen\b|\bdo\b/)].map((command) =>
    withoutQuotes(
      command
        .replace(/\s\d?(?:>{1,2}|<{1,3})\s*(?:"[^"]*"|\S+)|\s\d?>&\d/g, '')
        .replace(ASSIGNMENTS, '')
        .trim(),
    ),
  );
}

function withoutQuotes(text: string): string {
  return text
    .replace(/["'\\[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Matches what bash may make of a command; undefined if nearly everything in it is a variable. */
function patternOf(command: string): RegExp | undefined {
  const parts = command.split(/\$\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|`[^`]*`|\$\w+|\*/);
  if (parts.length > 1 && parts.join('').replace(/\W/g, '').length < 3) return undefined;
  return new RegExp(`^${parts.map(escaped).join('.*')}$`);
}
