import { codeReads } from './code-reads';
import { mentionsInCode } from './code-words';
import { isFromRecipe } from './script-values';
import { runCommand } from './shell-commands';
import { expandWord } from './shell-expansion';
import { type CommandLine, ShellProcess } from './shell-process';
import type { ShellWord } from './shell-token';

const reserved = new Set(
  '! { } if then elif else fi while until do done esac time exec command builtin nohup sudo env @'.split(' '),
);
const opening = new Set(['if', 'while', 'until', 'for', 'case', '{', 'select']);
const closing = new Set(['fi', 'done', 'esac', '}']);
const assignment = /^([A-Za-z_]\w*)(?:\[[^\]]{0,100}\])?\+?=/;

/** Reads a script as its shell does. */
export class ShellReader extends ShellProcess {
  private readonly subshells: string[][] = [];

  read(text: string, offset = 0): string[] {
    let words: ShellWord[] = [];
    let before = '';
    let direction = '';
    const end = (operator: string): void => {
      this.command(words, before, offset);
      words = [];
      before = operator;
    };
    for (const token of this.tokensOf(text)) {
      if (token.kind === 'document') this.document(token.text, offset + token.offset);
      else if (token.kind === 'word') {
        if (direction === '') words.push(token.word);
        else this.redirected(token.word, direction);
        direction = '';
      } else if (/[<>]/.test(token.operator)) direction = token.operator;
      else {
        end(token.operator);
        this.subshell(token.operator);
      }
    }
    end('');
    return this.output;
  }

  run(line: CommandLine): void {
    runCommand(this, line);
  }

  inner(): ShellReader {
    const inner = new ShellReader(this.script, this.findings, this.tokensOf, this.depth + 1);
    inner.folders = this.folders;
    inner.locals = new Map(this.locals);
    return inner;
  }

  private subshell(operator: string): void {
    if (operator === '(') this.subshells.push(this.folders);
    if (operator === ')') this.folders = this.subshells.pop() ?? this.folders;
  }

  private redirected(word: ShellWord, direction: string): void {
    const values = expandWord(this, word);
    if (direction.includes('>')) return values.forEach((value) => this.findings.write(value));
    if (direction === '<&') return;
    for (const value of values) {
      this.mention(value);
      if (direction === '<' && !isFromRecipe(value)) this.findings.readFrom(this.folders, value);
    }
  }

  private document(text: string, offset: number): void {
    if (mentionsInCode(text)) codeReads(this.here(), this.findings, text, offset);
    this.readInner(text, offset, false);
  }

  private command(words: ShellWord[], before: string, offset: number): void {
    if (words.length === 0) return;
    const piped = before.startsWith('|') && before !== '||' ? this.output : undefined;
    this.output = [];
    this.commandOffset = offset + (words[0]?.offset ?? 0);
    this.isAstray = false;
    const [name, ...others] = this.afterKeywords(
      words.map((word) => ({ ...word, offset: word.offset + offset })),
    );
    if (!name) return;
    this.run({
      names: expandWord(this, name),
      words: others.map((word) => expandWord(this, word)),
      offset: name.offset,
      isCertain: before !== '&&' && before !== '||',
      piped,
    });
  }

  /** Removes keywords and assignments from the front. */
  private afterKeywords(words: ShellWord[]): ShellWord[] {
    const index = words.findIndex((word) => !this.isPrefix(word));
    return index < 0 ? [] : words.slice(index);
  }

  private isPrefix(word: ShellWord): boolean {
    const [first, second] = word.parts;
    if (first?.kind !== 'text') return false;
    if (this.assigns(word, first.text)) return true;
    if (second) return false;
    if (opening.has(first.text)) this.nesting++;
    if (closing.has(first.text)) this.nesting--;
    if (/^(?:while|until|for)$/.test(first.text)) this.loops++;
    if (first.text === 'done') this.loops--;
    return reserved.has(first.text);
  }

  /** `NAME=value`; true if the word is one. */
  private assigns(word: ShellWord, text: string): boolean {
    const [written, name] = assignment.exec(text) ?? [];
    if (written === undefined || name === undefined) return false;
    this.assign(
      name,
      expandWord(this, word).map((value) => value.slice(written.length)),
    );
    return true;
  }
}
