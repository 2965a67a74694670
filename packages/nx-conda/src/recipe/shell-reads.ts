import { codeReads, mentionsInCode } from './code-reads';
import { isRooted, joined, unknownText } from './local-path';
import { mentionedPaths, type ScriptFindings, type ScriptText } from './script-findings';
import { combined, isFromRecipe, modified } from './script-values';
import { type CommandLine, runCommand } from './shell-commands';
import { type ShellToken, shellTokens, type ShellWord, type WordPart } from './shell-words';

/** How deep scripts in scripts are read: `$(...)`, `bash -c`, defaults of defaults. */
const maxDepth = 10;
const reserved = new Set(
  '! { if then elif else while until do time exec command builtin nohup sudo env @ @echo'.split(' '),
);
const opening = new Set(['if', 'while', 'until', 'for', 'case', '{', 'select']);
const closing = new Set(['fi', 'done', 'esac', '}']);
const assignment = /^([A-Za-z_]\w*)(?:\[[^\]]{0,100}\])?\+?=/;
const output = /^&?>/;

/** One shell process as far as it is followed: nothing of it is run. */
export class ShellReader {
  folders: string[];
  previousFolders: string[] = [unknownText];
  readonly stack: string[][] = [];
  /** What the command before has written, where that is known. */
  output: string[] = [];
  private nesting = 0;
  private readonly subshells: string[][] = [];

  constructor(
    readonly script: ScriptText,
    readonly findings: ScriptFindings,
    private readonly tokensOf: (text: string) => ShellToken[] = shellTokens,
    private readonly depth = 0,
  ) {
    this.folders = script.folders;
  }

  /** Reads a text; gives what its last command writes. */
  read(text: string, offset = 0): string[] {
    if (this.depth > maxDepth) {
      this.findings.cannotKnow(this.script, offset, 'Scripts in scripts are nested too deep to be searched.');
      return [unknownText];
    }
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

  /** The same process with other text: `eval`, `bash -c`. */
  readInner(text: string, offset: number, isOwn: boolean): string[] {
    const inner = new ShellReader(this.script, this.findings, this.tokensOf, this.depth + 1);
    inner.folders = this.folders;
    const written = inner.read(text, offset);
    if (isOwn) this.folders = inner.folders;
    return written;
  }

  /** A folder that the process changes to; the one before may stay where the command may not run. */
  enter(folders: string[], isCertain: boolean): void {
    const certain = isCertain && this.nesting <= 0;
    this.previousFolders = this.folders;
    this.folders = [...new Set(certain ? folders : [...folders, ...this.folders])].slice(0, 8);
  }

  /** A path as seen from the folders that the process may be in. */
  placesOf(path: string): string[] {
    if (isRooted(path)) return [path];
    return this.folders.map((folder) => (path === '.' ? folder : joined(folder, path)));
  }

  expand({ parts, offset }: ShellWord): string[] {
    return combined(parts.map((part) => this.expandPart(part, offset)));
  }

  private expandPart(part: WordPart, offset: number): string[] {
    if (part.kind === 'text') return [part.text];
    if (part.kind === 'variable') return this.expandVariable(part.name, part.modifier, offset);
    if (part.kind === 'template') return this.script.evaluate(part.text) ?? [unknownText];
    if (part.kind === 'unknown') return [unknownText];
    const written = this.readInner(part.text, offset, false);
    return written.length > 0 ? written : [unknownText];
  }

  private expandVariable(name: string, modifier: string, offset: number): string[] {
    const values = this.valuesOf(name);
    const [, operator, word = ''] = /^:?([-=+])([^]*)$/.exec(modifier) ?? [];
    if (operator !== undefined) {
      const other = this.expandText(word, offset);
      return operator === '+' ? other : [...new Set([...values, ...other])];
    }
    return values.map((value) => {
      const changed = modified(value, modifier);
      if (changed === undefined && isFromRecipe(value)) {
        const message = `What \`\${${name}${modifier}}\` makes of the path of the recipe's folder is not known.`;
        this.findings.cannotKnow(this.script, offset, message);
      }
      return changed ?? unknownText;
    });
  }

  private expandText(text: string, offset: number): string[] {
    if (this.depth > maxDepth) return [unknownText];
    const inner = new ShellReader(this.script, this.findings, this.tokensOf, this.depth + 1);
    inner.folders = this.folders;
    const words = shellTokens(`"${text.replace(/["']/g, '')}"`);
    const parts = words.flatMap((token) => (token.kind === 'word' ? token.word.parts : []));
    return inner.expand({ parts, offset });
  }

  private valuesOf(name: string): string[] {
    if (name === 'PWD' || name === 'CD') return this.folders;
    if (name === '0' || name === 'BASH_SOURCE') return [this.script.location ?? unknownText];
    return this.findings.valuesOf(name) ?? [unknownText];
  }

  private subshell(operator: string): void {
    if (operator === '(') this.subshells.push(this.folders);
    if (operator === ')') this.folders = this.subshells.pop() ?? this.folders;
  }

  private redirected(word: ShellWord, direction: string): void {
    const values = this.expand(word);
    if (output.test(direction) || direction === '<&') return;
    for (const value of values) {
      this.mention(value);
      if (direction === '<' && !isFromRecipe(value)) this.findings.readFrom(this.folders, value);
    }
  }

  /** The paths of the recipe's folder that a text names. */
  mention(text: string): void {
    for (const path of mentionedPaths(text)) {
      this.findings.read(path);
      this.followFile(path);
    }
  }

  /** A script that is copied, or named in another way, may be run. */
  followFile(path: string): void {
    if (/\.(?:sh|bash|bat|cmd|py|pl|R|r|js|rb|lua|ps1|nu|cmake|mk)$/.test(path)) {
      this.findings.follow(path, this.folders);
    }
  }

  private document(text: string, offset: number): void {
    if (mentionsInCode(text))
      codeReads({ ...this.script, folders: this.folders }, this.findings, text, offset);
    this.readInner(text, offset, false);
  }

  private command(words: ShellWord[], before: string, offset: number): void {
    const piped = before === '|' || before === '|&' ? this.output : undefined;
    if (words.length === 0) return;
    this.output = [];
    const rest = this.leading(words.map((word) => ({ ...word, offset: word.offset + offset })));
    const [name, ...others] = rest;
    if (!name) return;
    const line: CommandLine = {
      names: this.expand(name),
      words: others.map((word) => this.expand(word)),
      offset: name.offset,
      isCertain: !/^(?:&&|\|\|)$/.test(before),
      piped,
    };
    runCommand(this, line);
  }

  /** Takes keywords and assignments from the front. */
  private leading(words: ShellWord[]): ShellWord[] {
    let index = 0;
    for (; index < words.length; index++) {
      const word = words[index];
      const first = word?.parts[0];
      if (!word || first?.kind !== 'text') break;
      if (word.parts.length === 1) this.nest(first.text);
      if (this.assigns(word, first.text)) continue;
      if (word.parts.length > 1 || !(reserved.has(first.text) || closing.has(first.text))) break;
    }
    return words.slice(index);
  }

  private nest(keyword: string): void {
    if (opening.has(keyword)) this.nesting++;
    if (closing.has(keyword)) this.nesting--;
  }

  /** `NAME=value`; true where the word is one. */
  assigns(word: ShellWord, text: string): boolean {
    const [written, name] = assignment.exec(text) ?? [];
    if (written === undefined || name === undefined) return false;
    const [, ...others] = word.parts;
    const value: WordPart = { kind: 'text', text: text.slice(written.length) };
    this.assign(name, this.expand({ parts: [value, ...others], offset: word.offset }));
    return true;
  }

  assign(name: string, values: string[]): void {
    if (/^GIT_(?:DIR|WORK_TREE)$/.test(name) && values.some(isFromRecipe)) this.findings.usesGit = true;
    this.findings.assign(
      name,
      values.flatMap((value) => (value === '.' ? this.folders : [value])),
    );
  }
}
