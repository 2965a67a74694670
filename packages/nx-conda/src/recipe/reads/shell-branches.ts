/** A branch of a script that is open at a place. */
export interface Branch {
  /** The test that must be true; undefined for an `else`. */
  test?: string;
  /** The tests before it, which must be false. */
  failed: string[];
}

/** A line more than this after the start of a script is not followed. */
const LONGEST_SCRIPT = 300_000;

/**
 * The branches of a shell script that are open at its end.
 * @param before the script up to a place, without comments
 */
export function openBranches(before: string): Branch[] {
  const open: OpenBranch[] = [];
  const statements = statementsOf(before.slice(-LONGEST_SCRIPT));
  for (const statement of statements) follow(statement, open);
  const guards = guardsOf(statements.at(-1) ?? '');
  return [...open.map(({ test, failed }) => ({ ...(test !== undefined && { test }), failed })), ...guards];
}

interface OpenBranch extends Branch {
  /** Of a `case`. */
  word?: string;
}

/** Splits at line ends and semicolons outside of quotes; `;;` is a statement. */
function statementsOf(text: string): string[] {
  const joined = text.replace(/\\\r?\n/g, ' ');
  const parts = joined.matchAll(
    /((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^;\n"'\\]|["'](?=[^"']*$))+)|(;;&?|;&)|[;\n]/g,
  );
  return [...parts]
    .map(([, text = '', end = '']) => (end === '' ? text : ';;').trim())
    .filter((one) => one !== '');
}

function follow(statement: string, open: OpenBranch[]): void {
  const match = /^(if|elif|else|then|do|fi|case|esac|;;)(?![\w=-])\s*([\s\S]*)$/.exec(statement);
  if (!match) return startArm(open.at(-1), statement, open);
  const [, word = '', rest = ''] = match;
  KEYWORDS[word]?.(rest, open);
  if (/^(else|then|do)$/.test(word) && rest !== '') follow(rest, open);
}

const close = (_: string, open: OpenBranch[]) => void open.pop();

const KEYWORDS: Record<string, ((rest: string, open: OpenBranch[]) => void) | undefined> = {
  if: (rest, open) => void open.push({ test: rest, failed: [] }),
  elif: (rest, open) => nextBranch(open.at(-1), rest),
  else: (_, open) => nextBranch(open.at(-1), undefined),
  fi: close,
  case: startCase,
  esac: close,
  ';;': (_, open) => {
    if (open.at(-1)?.word !== undefined) nextBranch(open.at(-1), '');
  },
};

function nextBranch(branch: OpenBranch | undefined, test: string | undefined): void {
  if (!branch) return;
  if (branch.test !== undefined && branch.test !== '') branch.failed.push(branch.test);
  if (test === undefined) delete branch.test;
  else branch.test = test;
}

function startCase(text: string, open: OpenBranch[]): void {
  const [, word = '', rest = ''] = /^(\S+)\s+in\b\s*([\s\S]*)$/.exec(text) ?? [];
  const branch = { word, test: '', failed: [] };
  open.push(branch);
  if (rest !== '') startArm(branch, rest, open);
}

/** `12.*|13.*) command` */
function startArm(branch: OpenBranch | undefined, statement: string, open: OpenBranch[]): void {
  if (branch?.word === undefined || branch.test !== '') return;
  const [, pattern, rest = ''] = /^\(?\s*([^()]*?)\s*\)\s*([\s\S]*)$/.exec(statement) ?? [];
  if (pattern === undefined) return;
  branch.test = pattern
    .split('|')
    .map((one) => `[[ ${branch.word} == ${one.trim()} ]]`)
    .join(' || ');
  if (rest !== '') follow(rest, open);
}

/** `[[ $a == 1 ]] && export B=`: the tests before the last command of a line. */
function guardsOf(statement: string): Branch[] {
  const match =
    /^(?:then\s+|do\s+|else\s+)?((?:\[\[?\s|test\s)[\s\S]*?)\s*(&&|\|\|)\s*(?!\[|test\b)[^&|]*$/.exec(
      statement,
    );
  const [, test = '', operator] = match ?? [];
  if (test === '') return [];
  return [operator === '&&' ? { test, failed: [] } : { failed: [test] }];
}
