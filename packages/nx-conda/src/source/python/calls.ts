import { nodesIn, textOf } from './nodes-in';
import { statementsOf } from './statements-of';
import type { Call, Statement, Unread } from './syntax';

export { nodesIn, textOf };

/** A call of a function or class in a source, even if it may never run. */
export interface MentionedCall {
  /** The last part of its name: `CUDAExtension`. */
  name: string;
  /** The strings among its arguments, keywords included, at any depth. */
  texts: string[];
  /** The strings of each keyword, at any depth; those of arguments without a keyword under ''. */
  textsOf: ReadonlyMap<string, string[]>;
}

/** All calls in a Python source, including its functions and classes. Never fails: returns none if the source exceeds limits. */
export function callsIn(source: string): MentionedCall[] {
  return callsAmong(statementsOf(source));
}

/** All calls in statements, at any depth. */
export function callsAmong(statements: readonly Statement[]): MentionedCall[] {
  return nodesIn(statements).flatMap((node) => {
    if (isCall(node)) return [mentioned(node)];
    return isUnread(node) ? mentionedIn(node.words) : [];
  });
}

function isCall(node: object): node is Call & { callee: { name: string } } {
  const { kind, callee } = node as { kind?: unknown; callee?: { name?: unknown } };
  return kind === 'call' && typeof callee?.name === 'string';
}

function isUnread(node: object): node is Unread {
  return (node as Partial<Unread>).kind === 'unread';
}

/** The calls in a line that the reader does not understand: each may have all of the line's strings. */
function mentionedIn(words: readonly string[]): MentionedCall[] {
  const names = words.filter((word, index) => /^[A-Za-z_]\w*$/.test(word) && words[index + 1] === '(');
  const texts = [...new Set(words)].slice(0, MAX_TEXTS);
  return [...new Set(names)].slice(0, MAX_TEXTS).map((name) => ({ name, texts, textsOf: new Map() }));
}

const MAX_TEXTS = 100;

function mentioned({ callee, args, keywords }: Call & { callee: { name: string } }): MentionedCall {
  const named = keywords.map(({ name = '**', value }) => [name, textsIn(value)] as const);
  const textsOf = new Map([['', textsIn(args)], ...named]);
  return { name: callee.name, texts: [...textsOf.values()].flat(), textsOf };
}

/** Without keys: `config["libraries"]` is another text. */
function textsIn(root: object): string[] {
  const nodes = nodesIn(root) as { kind?: unknown; key?: object }[];
  const keys = new Set(nodes.flatMap(({ kind, key }) => (kind === 'index' && key ? [key] : [])));
  return nodes.flatMap((node) => (keys.has(node) ? [] : (textOf(node) ?? [])));
}
