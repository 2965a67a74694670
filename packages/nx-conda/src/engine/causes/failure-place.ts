import type { FailureExplanation } from '../failures/failure-rule';
import type { FailureLog } from '../failures/read-log';
import { lastCommand } from './script-output';
import { placeOfCommand, placeOfText, type ScriptFile, type ScriptLine } from './script-place';

/** The texts that a place is searched in. */
interface Texts {
  files: readonly ScriptFile[];
  /** The script that rattler-build made of them. */
  generated?: string;
}

const LONGEST = 160;

/** Commands that rattler-build wrote: a reader does not know them. */
const GENERATED = /conda_build(?:_script)?\.\w+/;

/** Lines that show where in the recipe a failure is, at most two; empty if that is unknown. */
export function placesOfFailure(
  { script, isTest, place }: FailureLog,
  { what, mentions = [] }: FailureExplanation,
  texts: Texts,
): string[] {
  if (script) return placesInScript(script.lines, isTest, texts);
  if (place !== undefined) return what.includes(place) ? [] : [place];
  for (const mention of mentions) {
    const found = placeOfText(mention, texts.files);
    if (found) return [shown(found)];
  }
  return [];
}

function placesInScript(lines: readonly string[], isTest: boolean, texts: Texts): string[] {
  const command = lastCommand(lines)?.command ?? '';
  const found = placeOfLine(lines, texts) ?? placeOfCommand(command, texts.files);
  if (found) return [shown(found)];
  const start = placeOfText(isTest ? 'tests:' : 'script:', texts.files);
  const shownCommand = command === '' || GENERATED.test(command) ? [] : [shortened(`+ ${command}`)];
  return [...(start ? [shown(start)] : []), ...shownCommand];
}

/** bash names a line of the generated script: `$SRC_DIR/conda_build.sh: line 14: foo: command not found`. */
function placeOfLine(lines: readonly string[], { files, generated }: Texts): ScriptLine | undefined {
  const numbers = lines.flatMap((line) => /conda_build\.sh: line (\d+): /.exec(line)?.[1] ?? []);
  const text = generated?.split('\n')[Number(numbers.at(-1)) - 1]?.trim() ?? '';
  return /\w{2}/.test(text) ? placeOfText(text, files) : undefined;
}

function shown({ place, text }: ScriptLine): string {
  return shortened(`${place}: ${text.replace(/^- (?=\S)/, '')}`);
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
