/** A variable in a file of git's configuration syntax. */
export interface ConfigVariable {
  /** Lower case. */
  section: string;
  subsection?: string;
  /** Lower case. */
  key: string;
  /** `true` where the key stands alone. */
  value: string;
}

const SPACE = /(?:\s|[#;][^\n]*)+/y;
const HEADER = /\[([\w.-]+)(?:[ \t]+"((?:[^"\\\n]|\\[^\n])*)")?[ \t]*\]/y;
const KEY = /([A-Za-z][\w-]*)[ \t]*(=?)/y;
const VALUE = /(?:"(?:[^"\\\n]|\\[^])*"|\\\r?\n|\\[^]|[^"\\#;\n])*/y;
const PARTS = /"((?:[^"\\\n]|\\[^])*)"|((?:[^"\\]|\\[^])+)/g;
/** Whitespace before a value, including continued lines; after it, only that of the last line. */
const LEADING = /^(?:[ \t\r]|\\\r?\n)+/;
const TRAILING = /[ \t\r]+$/;
const LINE = /[^\n]*\n?/y;

/**
 * The variables in a text such as .gitmodules, in order (git-config(1), "Syntax"; includes are not followed, as in
 * git's own reading of .gitmodules). Lines that git would reject are left out.
 */
export function configVariables(text: string): ConfigVariable[] {
  const variables: ConfigVariable[] = [];
  const reader = new Reader(text.replace(/^\uFEFF/, ''));
  let place: Pick<ConfigVariable, 'section' | 'subsection'> = { section: '' };
  while (!reader.isAtEnd()) {
    if (reader.take(SPACE)) continue;
    const header = reader.take(HEADER);
    const key = header ? undefined : reader.take(KEY);
    if (header) place = placeOf(header);
    else if (key) {
      const value = key[2] === '=' ? decode(reader.take(VALUE)?.[0] ?? '') : 'true';
      variables.push({ ...place, key: (key[1] ?? '').toLowerCase(), value });
    } else reader.take(LINE);
  }
  return variables;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text) ?? undefined;
    this.at += match?.[0].length ?? 0;
    return match;
  }
}

/** `[submodule "name"]`, and the old `[submodule.name]`, whose name is lower case. */
function placeOf([, name = '', quoted]: RegExpExecArray): Pick<ConfigVariable, 'section' | 'subsection'> {
  const [section = '', ...rest] = name.toLowerCase().split('.');
  const subsection = quoted?.replace(/\\([^])/g, '$1') ?? (rest.length > 0 ? rest.join('.') : undefined);
  return { section, ...(subsection !== undefined && { subsection }) };
}

function decode(raw: string): string {
  let value = '';
  for (const [, quoted, plain = ''] of raw.replace(TRAILING, '').matchAll(PARTS)) {
    // Git drops whitespace until the value starts.
    const text = quoted ?? (value === '' ? plain.replace(LEADING, '') : plain);
    value += text.replace(/\\(\r?\n|[^])/g, (_, char: string) => unescaped(char));
  }
  return value;
}

function unescaped(char: string): string {
  if (char.endsWith('\n')) return '';
  return { n: '\n', t: '\t', b: '\b' }[char] ?? char;
}
