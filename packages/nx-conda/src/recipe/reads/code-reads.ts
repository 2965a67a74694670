import { callResult, joinAll } from './code-calls';
import { bareName, nameValues, useValues } from './code-names';
import { type CodeToken, codeTokens, signOf } from './code-words';
import { unknownText } from './local-path';
import type { ScriptFindings, SearchedScript } from './script-findings';
import { combined, folderOf, isFromRecipe, nameOf } from './script-values';

/** Deeper expressions are not evaluated. */
const maxDepth = 40;
const operators = new Set(['/', '+', '.', '&']);
const inText =
  /(\$(?:ENV|env)\{\w{1,80}\}|\$env:\w{1,80}|\$\{\w{1,80}\}|\$[A-Za-z_]\w{0,80}|\$?\{[^{}\n]{1,200}\})/;

/** Searches the text of a program that is not a shell script: Python, CMake, Perl, R and others, approximately. */
export function codeReads(script: SearchedScript, findings: ScriptFindings, text: string, offset = 0): void {
  new CodeReader(script, findings, codeTokens(text), { offset, depth: 0 }).read();
}

class CodeReader {
  private at = 0;

  constructor(
    private readonly script: SearchedScript,
    private readonly findings: ScriptFindings,
    private readonly tokens: CodeToken[],
    private readonly place: { offset: number; depth: number },
  ) {}

  read(): void {
    while (this.at < this.tokens.length) this.item();
  }

  /** One expression, assigned to a name or used. Consumes at least one token. */
  private item(): string[] | undefined {
    const before = this.at;
    const assigned = this.assigned();
    const values = this.expression();
    if (this.at === before) this.at++;
    if (assigned === undefined) {
      this.use(values);
      return values;
    }
    this.findings.assign(
      assigned,
      values.filter((value) => value !== unknownText),
    );
    return undefined;
  }

  /** `name =`, `name <-`, `set(name `, and keyword arguments that look the same. */
  private assigned(): string | undefined {
    const [name, sign, next] = this.tokens.slice(this.at, this.at + 3);
    if (name?.kind !== 'name') return undefined;
    const signs = signOf(sign) === '' ? '' : signOf(sign) + signOf(next);
    if (/^set$/i.test(name.name) && signOf(sign) === '(' && next?.kind === 'name') {
      this.at += 3;
      return bareName(next.name);
    }
    if (!/^(?:=(?!=)|<-)/.test(signs)) return undefined;
    this.at += signs.startsWith('=') ? 2 : 3;
    return bareName(name.name);
  }

  private use(values: string[]): void {
    useValues(this.script, this.findings, values);
  }

  private expression(): string[] {
    if (this.place.depth > maxDepth) return [unknownText];
    this.place.depth++;
    let values = this.postfix();
    for (let sign = this.sign(); operators.has(sign) && this.isOperandNext(); sign = this.sign()) {
      this.at++;
      const next = this.postfix();
      values = sign === '/' ? joinAll([values, next]) : combined([values, next]);
    }
    this.place.depth--;
    return values;
  }

  private isOperandNext(): boolean {
    const token = this.tokens[this.at + 1];
    return token !== undefined && (token.kind !== 'sign' || token.sign === '(');
  }

  private postfix(): string[] {
    let values = this.primary();
    for (;;) {
      const sign = this.sign();
      const next = this.tokens[this.at + 1];
      if (sign === '.' && next?.kind === 'name') {
        this.at += 2;
        values = this.attributes(values, next.name.split('.'));
      } else if (sign === '|' && next?.kind === 'name' && next.name === 'path')
        values = this.pathPipe(values);
      else if (sign === '[') values = this.index(values);
      else return values;
    }
  }

  /** `$env.X | path join ".." "file"` of Nushell. */
  private pathPipe(values: string[]): string[] {
    const verb = this.tokens[this.at + 2];
    this.at += 3;
    const args: string[][] = [];
    for (let token = this.tokens[this.at]; token?.kind === 'text'; token = this.tokens[this.at]) {
      args.push(this.primary());
    }
    return callResult(verb?.kind === 'name' ? verb.name : '', args, values).values ?? values;
  }

  private primary(): string[] {
    const token = this.tokens[this.at];
    if (!token) return [unknownText];
    this.at++;
    if (token.kind === 'environment') return this.findings.valuesOf(token.name) ?? [unknownText];
    if (token.kind === 'text') return this.textValues(token.text, token.isFormat);
    if (token.kind === 'name') return this.named(token.name);
    if (token.sign !== '(') return [unknownText];
    this.at--;
    const [inner, another] = this.parenthesized();
    return another ? [unknownText] : (inner ?? [unknownText]);
  }

  /** A text with its variables: `{x}`, `${x}`, `$ENV{X}`. */
  private textValues(text: string, isFormat: boolean): string[] {
    return combined(
      text.split(inText).map((piece) => {
        const [, name] = /^\$(?:(?:ENV|env)\{|env:|\{)?(\w+)\}?$/.exec(piece) ?? [];
        // `$x` is literal in Python.
        if (name !== undefined) return [...this.variable(name), ...(piece === `$${name}` ? [piece] : [])];
        const [, format] = /^\$?\{([^]*)\}$/.exec(piece) ?? [];
        return isFormat && format !== undefined ? this.formatted(format) : [piece];
      }),
    );
  }

  private formatted(text: string): string[] {
    const place = { ...this.place, depth: this.place.depth + 1 };
    return new CodeReader(this.script, this.findings, codeTokens(text), place).expression();
  }

  private variable(name: string): string[] {
    return nameValues(this.script, this.findings, name);
  }

  private named(name: string): string[] {
    const [first = '', ...others] = name.split('.');
    const isCall = this.sign() === '(';
    const variable = others.length > 0 ? this.variable(first) : [unknownText];
    if (variable.some((value) => value !== unknownText)) return this.attributes(variable, others);
    return isCall ? this.call(name, this.parenthesized(), undefined) : this.variable(name);
  }

  private attributes(before: string[], names: string[]): string[] {
    let values = before;
    for (const [index, name] of names.entries()) {
      const isCalled = index === names.length - 1 && this.sign() === '(';
      if (isCalled) values = this.call(name, this.parenthesized(), values);
      else if (name === 'parent') values = values.map(folderOf);
      else if (name === 'parents') values = this.parents(values);
      else if (name === 'name') values = values.map(nameOf);
      else {
        this.use(values);
        values = [unknownText];
      }
    }
    return values;
  }

  private parents(values: string[]): string[] {
    const level = this.sign() === '[' ? Number(signOf(this.tokens[this.at + 1])) : NaN;
    if (!Number.isInteger(level) || level > 20) return this.index(values);
    this.at += 3;
    let folder = values;
    for (let index = 0; index <= level; index++) folder = folder.map(folderOf);
    return folder;
  }

  private call(name: string, args: string[][], receiver: string[] | undefined): string[] {
    const { values, failure } = callResult(name, args, receiver);
    if (values) return values;
    if (failure !== undefined) return this.cannotKnow(failure);
    [...(receiver ? [receiver] : []), ...args].forEach((used) => this.use(used));
    return [unknownText];
  }

  private index(values: string[]): string[] {
    let open = 0;
    do {
      const sign = this.sign();
      if (sign === '[') open++;
      if (sign === ']') open--;
      this.at++;
    } while (open > 0 && this.at < this.tokens.length);
    if (!values.some(isFromRecipe)) return [unknownText];
    return this.cannotKnow(
      "nx-conda cannot determine which path the script computes from the recipe's folder.",
    );
  }

  private cannotKnow(message: string): string[] {
    const offset = this.tokens[Math.min(this.at, this.tokens.length) - 1]?.offset ?? 0;
    this.findings.cannotKnow(this.script, this.place.offset + offset, message);
    return [unknownText];
  }

  /** The arguments between parentheses. Those that the function does not join to a path count as used. */
  private parenthesized(): string[][] {
    const values: string[][] = [];
    this.at++;
    for (let token = this.tokens[this.at]; token && signOf(token) !== ')'; token = this.tokens[this.at]) {
      if (/^[,\n]$/.test(signOf(token))) {
        this.at++;
        continue;
      }
      const before = this.at;
      const isKeyword = this.assigned() !== undefined;
      const value = this.expression();
      if (this.at === before) this.at++;
      if (isKeyword) this.use(value);
      else values.push(value);
    }
    this.at++;
    return values;
  }

  private sign(): string {
    return signOf(this.tokens[this.at]);
  }
}
