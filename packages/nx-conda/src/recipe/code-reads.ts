import { type CodeToken, codeTokens, mentionsInCode } from './code-words';
import { isRooted, recipeFolder, unknownText } from './local-path';
import { mentionedPaths, type ScriptFindings, type ScriptText } from './script-findings';
import { combined, folderOf, isFromRecipe, nameOf } from './script-values';

export { mentionsInCode } from './code-words';

/** Deeper expressions than this are not evaluated. */
const maxDepth = 40;
/** Functions that join their arguments to a path. */
const joiners = /(?:^|[.:>])(?:join|joinpath|join_path|resolve|path|catfile|catdir|Join-Path|file\.path)$/;
/** Functions that give the folder of their argument. */
const folders = /(?:^|[.:>])(?:dirname|parent|dir_name|path_dir|dirpart)$/;
/** Functions whose value is their first argument, as far as a path is concerned. */
const sames =
  /(?:^|[.:>])(?:Path|PurePath|PosixPath|WindowsPath|str|abspath|realpath|normpath|fspath|expanduser|normcase|normalize|normalizePath|abs_path|rel2abs|canonpath|absolute|fsencode|decode|encode|String|as_posix|as_uri|strip|rstrip|expand_path|quote|raw|fs)$/;
/** Methods that make another path of the one before them. */
const changers =
  /^(?:replace|split|rsplit|partition|rpartition|removesuffix|sub|substring|slice|relative_to|with_name|parts)$/;
const here = /^[$@]?(?:__file__|__filename|__FILE__|CMAKE_CURRENT_LIST_FILE|PSCommandPath)$/;
const hereFolder =
  /^[$@]?(?:__dirname|__DIR__|CMAKE_CURRENT_LIST_DIR|CMAKE_CURRENT_SOURCE_DIR|PSScriptRoot|FindBin::Bin)$/;

/** Searches the text of a program that is no shell script: Python, CMake, Perl, R and others, roughly. */
export function codeReads(script: ScriptText, findings: ScriptFindings, text: string, offset = 0): void {
  new CodeReader(script, findings, codeTokens(text), offset).read();
}

class CodeReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly script: ScriptText,
    private readonly findings: ScriptFindings,
    private readonly tokens: CodeToken[],
    private readonly offset: number,
  ) {}

  read(): void {
    while (this.at < this.tokens.length) {
      const before = this.at;
      const assigned = this.assigned();
      const values = this.expression();
      if (assigned !== undefined)
        this.findings.assign(
          assigned,
          values.filter((value) => value !== unknownText),
        );
      else this.use(values);
      if (this.at === before) this.at++;
    }
  }

  /** `name =`, `set(name `, and the keyword arguments that look the same. */
  private assigned(): string | undefined {
    const [name, sign, next] = this.tokens.slice(this.at, this.at + 3);
    if (name?.kind !== 'name') return undefined;
    const isSet = /^set$/i.test(name.name) && signOf(sign) === '(' && next?.kind === 'name';
    const isAssigned = signOf(sign) === '=' && signOf(next) !== '=';
    const isArrow = signOf(sign) === '<' && signOf(next) === '-';
    if (!isSet && !isAssigned && !isArrow) return undefined;
    this.at += isAssigned ? 2 : 3;
    return bareName(isSet ? next.name : name.name);
  }

  private use(values: string[]): void {
    for (const value of values) {
      const paths = mentionedPaths(value);
      for (const path of paths.length > 0 ? paths : this.absolute(value)) {
        this.findings.read(path);
        if (/\.(?:sh|bash|py|pl|R|r|js|rb|cmake|mk)$/.test(path))
          this.findings.follow(path, this.script.folders);
      }
    }
  }

  /** An absolute path that stands in a program may be no path at all, so only the place of a script counts. */
  private absolute(value: string): string[] {
    const location = this.script.location ?? '';
    return isRooted(value) && isRooted(location) && !isFromRecipe(location) ? [value] : [];
  }

  private expression(): string[] {
    if (this.depth > maxDepth) return this.tooDeep();
    this.depth++;
    let values = this.postfix();
    for (
      let sign = this.sign();
      sign === '/' || sign === '+' || sign === '.' || sign === '&';
      sign = this.sign()
    ) {
      if (sign === '.' && this.tokens[this.at + 1]?.kind === 'sign') break;
      if (!this.isOperand(this.tokens[this.at + 1])) break;
      this.at++;
      const next = this.postfix();
      values = sign === '/' ? joinAll([values, next]) : combined([values, next]);
    }
    this.depth--;
    return values;
  }

  private tooDeep(): string[] {
    this.at++;
    return [unknownText];
  }

  private isOperand(token: CodeToken | undefined): boolean {
    return token !== undefined && (token.kind !== 'sign' || token.sign === '(');
  }

  private postfix(): string[] {
    let values = this.primary();
    for (;;) {
      const sign = this.sign();
      const next = this.tokens[this.at + 1];
      if ((sign === '.' || sign === '|') && next?.kind === 'name') {
        this.at += 2;
        values = this.attributes(values, next.name.split('.'));
      } else if (sign === '[') values = this.index(values);
      else return values;
    }
  }

  private primary(): string[] {
    const token = this.tokens[this.at];
    if (!token) return [unknownText];
    this.at++;
    if (token.kind === 'environment') return this.findings.valuesOf(token.name) ?? [unknownText];
    if (token.kind === 'text') return this.textValues(token.text, token.isFormat);
    if (token.kind === 'name') return this.named(token.name);
    if (token.sign !== '(') return [unknownText];
    const inner = this.parenthesized();
    return inner.length === 1 ? (inner[0] ?? [unknownText]) : [unknownText];
  }

  /** A text, with what it takes from variables: `{x}`, `${x}`, `$ENV{X}`. */
  private textValues(text: string, isFormat: boolean): string[] {
    const pieces = text.split(
      /(\$(?:ENV|env)\{\w{1,80}\}|\$env:\w{1,80}|\$\{\w{1,80}\}|\$[A-Za-z_]\w{0,80}|\{[^{}\n]{1,200}\})/,
    );
    return combined(
      pieces.map((piece) => {
        const [, name] = /^\$(?:(?:ENV|env)\{|env:|\{)?(\w+)\}?$/.exec(piece) ?? [];
        if (name !== undefined) return this.variable(name);
        if (!isFormat || !/^\{[^]*\}$/.test(piece)) return [piece];
        return this.formatted(piece.slice(1, -1));
      }),
    );
  }

  private formatted(text: string): string[] {
    if (this.depth > maxDepth) return [unknownText];
    const inner = new CodeReader(this.script, this.findings, codeTokens(text), this.offset);
    inner.depth = this.depth + 1;
    return inner.expression();
  }

  private variable(name: string): string[] {
    if (here.test(name)) return [this.script.location ?? unknownText];
    if (hereFolder.test(name)) return [this.script.location ? folderOf(this.script.location) : unknownText];
    return this.findings.valuesOf(bareName(name)) ?? [unknownText];
  }

  private named(name: string): string[] {
    if (this.sign() === '(') return this.call(name, this.parenthesized(), undefined);
    const [first = '', ...others] = name.split('.');
    const whole = this.variable(name);
    if (whole[0] !== unknownText || others.length === 0) return whole;
    return this.attributes(this.variable(first), others);
  }

  private attributes(before: string[], names: string[]): string[] {
    let values = before;
    for (const [index, name] of names.entries()) {
      const isCalled = index === names.length - 1 && this.sign() === '(';
      if (isCalled) values = this.call(name, this.parenthesized(), values);
      else if (name === 'parent') values = values.map(folderOf);
      else if (name === 'parents') values = this.parents(values);
      else if (name === 'name' || name === 'stem') values = values.map(nameOf);
      else values = [unknownText];
    }
    return values;
  }

  private parents(values: string[]): string[] {
    if (this.sign() !== '[') return [unknownText];
    const level = Number(signOf(this.tokens[this.at + 1]));
    if (!Number.isInteger(level) || level > 20) return this.index(values);
    this.at += 3;
    let folder = values;
    for (let index = 0; index <= level; index++) folder = folder.map(folderOf);
    return folder;
  }

  private call(name: string, args: string[][], receiver: string[] | undefined): string[] {
    const all = receiver ? [receiver, ...args] : args;
    const [first = [unknownText], ...others] = all;
    if (joiners.test(name) && !(receiver && isText(receiver))) return all.length > 1 ? joinAll(all) : first;
    if (folders.test(name)) return first.map(folderOf);
    if (/(?:^|\.)basename$/.test(name)) return first.map(nameOf);
    if (sames.test(name)) return receiver || others.length === 0 ? first : combined(all.slice(0, 1));
    if (receiver?.some(isFromRecipe) && changers.test(name)) return this.changed(name, receiver, args);
    all.forEach((values) => this.use(values));
    return [unknownText];
  }

  private changed(name: string, receiver: string[], args: string[][]): string[] {
    const [from] = args[0] ?? [];
    if (name === 'replace' && (from === '\\' || from === '/')) return receiver;
    if (name === 'with_name') return joinAll([receiver.map(folderOf), args[0] ?? [unknownText]]);
    return this.cannotKnow(`What \`${name}\` makes of the path of the recipe's folder is not known.`);
  }

  private index(values: string[]): string[] {
    this.at++;
    let open = 1;
    for (; this.at < this.tokens.length && open > 0; this.at++) {
      const sign = this.sign();
      if (sign === '[') open++;
      if (sign === ']') open--;
      if (sign === '\n' && open === 0) break;
    }
    if (!values.some(isFromRecipe)) return [unknownText];
    return this.cannotKnow("What a part of the path of the recipe's folder is, is not known.");
  }

  private cannotKnow(message: string): string[] {
    const offset = this.tokens[Math.min(this.at, this.tokens.length) - 1]?.offset ?? 0;
    this.findings.cannotKnow(this.script, this.offset + offset, message);
    return [unknownText];
  }

  /** The arguments between parentheses; those that are not used by a function count as read. */
  private parenthesized(): string[][] {
    const values: string[][] = [];
    this.at++;
    while (this.at < this.tokens.length) {
      const sign = this.sign();
      if (sign === ')') {
        this.at++;
        break;
      }
      if (sign === ',' || sign === '\n') {
        this.at++;
        continue;
      }
      const before = this.at;
      const assigned = this.assigned();
      const value = this.expression();
      if (assigned !== undefined) this.use(value);
      else values.push(value);
      if (this.at === before) this.at++;
    }
    return values;
  }

  private sign(): string | undefined {
    return signOf(this.tokens[this.at]);
  }
}

function signOf(token: CodeToken | undefined): string | undefined {
  return token?.kind === 'sign' ? token.sign : undefined;
}

function bareName(name: string): string {
  return name.replace(/^(?:\$|@|self\.|this\.)+/, '');
}

function isText(values: string[]): boolean {
  return values.every((value) => !isFromRecipe(value) && value.length <= 1);
}

/** Paths joined one below the other; a rooted one begins again, as in Python. */
function joinAll(lists: string[][]): string[] {
  const [first = [unknownText], ...others] = lists;
  let paths = first;
  for (const list of others) {
    const rooted = list.filter((value) => value.startsWith(recipeFolder));
    const below = list.filter((value) => !value.startsWith(recipeFolder)).map((value) => `/${value}`);
    paths = [...(below.length > 0 ? combined([paths, below]) : []), ...rooted].slice(0, 16);
  }
  return paths;
}

/** Kept here so that a search of a whole file and of a text in a script are one import. */
export function isCode(text: string, path: string): boolean {
  return !/(?:\.(?:sh|bash|zsh|bat|cmd)|(?:^|\/)[^./]+)$/.test(path) || mentionsInCode(text);
}
