/** A parsed environment marker (PEP 508). */
export type Marker =
  | { kind: 'and' | 'or'; parts: Marker[] }
  /** `python_version < "3.11"`, turned so that the variable is on the left. */
  | { kind: 'comparison'; variable: string; operator: string; value: string };

const TOKEN =
  /\s*(?:(\()|(\))|"([^"]*)"|'([^']*)'|(===|~=|==|!=|<=|>=|<|>)|(not\s+in\b|in\b|and\b|or\b)|([a-z_.]+))/gy;
const MAX_LENGTH = 1000;
const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

interface Token {
  kind: 'open' | 'close' | 'string' | 'operator' | 'word' | 'name';
  text: string;
}

/** Undefined if it is not a marker, or too long. */
export function parseMarker(text: string): Marker | undefined {
  const tokens = text.length <= MAX_LENGTH ? tokensOf(text) : undefined;
  if (!tokens) return undefined;
  const reader = new MarkerReader(tokens);
  const marker = reader.disjunction();
  return reader.isAtEnd ? marker : undefined;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.trimEnd().matchAll(TOKEN)) {
    end = match.index + match[0].length;
    const [, open, close, double, single, operator, word, name = ''] = match;
    const string = double ?? single;
    if (open !== undefined) tokens.push({ kind: 'open', text: open });
    else if (close !== undefined) tokens.push({ kind: 'close', text: close });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else tokens.push(word === undefined ? { kind: 'name', text: name } : { kind: 'word', text: word });
  }
  return end === text.trimEnd().length ? tokens : undefined;
}

class MarkerReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  disjunction(): Marker | undefined {
    return this.joined('or', () => this.joined('and', () => this.single()));
  }

  private joined(kind: 'and' | 'or', part: () => Marker | undefined): Marker | undefined {
    const parts: Marker[] = [];
    do {
      const next = part();
      if (!next) return undefined;
      parts.push(next);
    } while (this.takes('word', kind));
    return parts.length === 1 ? parts[0] : { kind, parts };
  }

  private single(): Marker | undefined {
    if (this.takes('open')) {
      const inner = this.disjunction();
      return this.takes('close') ? inner : undefined;
    }
    const [left, operator, right] = this.tokens.slice(this.at, this.at + 3);
    this.at += 3;
    return left && operator && right && comparisonOf(left, operator, right);
  }

  private takes(kind: Token['kind'], text?: string): boolean {
    const next = this.tokens[this.at];
    const fits = next?.kind === kind && (text === undefined || next.text === text);
    if (fits) this.at += 1;
    return fits;
  }
}

/** Moves the variable to the left. */
function comparisonOf(left: Token, operator: Token, right: Token): Marker | undefined {
  const sign = operator.text.replace(/\s+/g, ' ');
  if (operator.kind !== 'operator' && !/^(not )?in$/.test(sign)) return undefined;
  if (left.kind === 'name' && right.kind === 'string')
    return { kind: 'comparison', variable: left.text, operator: sign, value: right.text };
  if (left.kind !== 'string' || right.kind !== 'name') return undefined;
  // `"linux" in sys_platform` differs from `sys_platform in "linux"`.
  const mirrored = sign.endsWith('in') ? `contains ${sign}` : (MIRRORED[sign] ?? sign);
  return { kind: 'comparison', variable: right.text, operator: mirrored, value: left.text };
}
