import { Composer, type CST, type Document, LineCounter, type Node, Parser, type YAMLParseError } from 'yaml';
import type { Diagnostic } from './diagnostic';
import { positionAt, type YamlFile } from './nodes';
import { quickYaml } from './quick-yaml';
import { yamlHelp } from './yaml-help';

/** The result of reading a text as YAML; `problems` is empty if it is one correct document. */
export interface YamlDocument extends YamlFile {
  /** The content; undefined if the file is empty or too broken. */
  root: Node | undefined;
  problems: Diagnostic[];
  /** True if the only problem is a second document. */
  hasSeveralDocuments: boolean;
}

/** Far deeper than any recipe. Deeper ones would exhaust the composer's stack, and end the process. */
const maxDepth = 100;
const maxProblems = 3;
/** In UTF-16 units; no recipe of conda-forge has a tenth of it. Reading this much takes a second. */
const maxLength = 1_000_000;
/** Characters that begin or end a line, an item, a key or a property: the parser's time depends on their number. */
const marks = /[\n\r,[\]{}!&?*]|: |- /g;
const maxMarks = 120_000;

/** Reads a text as YAML without interpreting scalars. Never throws. */
export function readYaml(text: string, file: string): YamlDocument {
  const quick = quickYaml(text, file);
  return quick ? { ...quick, problems: [], hasSeveralDocuments: false } : readThoroughly(text, file);
}

/** Reads everything possible, and reports each problem with its place. */
export function readThoroughly(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const yaml: YamlFile = { file, text, lines };
  const large = tooLarge(yaml);
  if (large) return withoutContent(yaml, large);
  const tokens = tokensOf(yaml);
  const unreadable = nulCharacter(yaml) ?? tooDeep(yaml, tokens);
  return unreadable ? withoutContent(yaml, unreadable) : composed(yaml, tokens ?? []);
}

function withoutContent(yaml: YamlFile, problem: Diagnostic): YamlDocument {
  return { ...yaml, root: undefined, problems: [problem], hasSeveralDocuments: false };
}

function composed(yaml: YamlFile, tokens: CST.Token[]): YamlDocument {
  const [document, second] = compose(tokens, yaml.text.length);
  const problems = firstPerLine(
    (document?.errors ?? []).slice(0, 100).map((error) => problemOf(yaml, error)),
  );
  const hasSeveralDocuments = problems.length === 0 && second !== undefined;
  if (hasSeveralDocuments) problems.push(secondDocument(yaml, second));
  return { ...yaml, root: document?.contents ?? undefined, problems, hasSeveralDocuments };
}

/** Undefined if the nesting exhausts the stack of the library's parser. */
function tokensOf({ text, lines }: YamlFile): CST.Token[] | undefined {
  try {
    return [...new Parser(lines.addNewLine).parse(text)];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A diagnostic at an offset of the text. */
export function problemAt(yaml: YamlFile, offset: number, message: string, help: string[]): Diagnostic {
  return { file: yaml.file, ...positionAt(yaml, offset), message, help };
}

/** Further errors on a line, and after the first few lines, are consequences of the first. */
function firstPerLine(problems: Diagnostic[]): Diagnostic[] {
  const lines = problems.map(({ line }) => line);
  return problems.filter(({ line }, index) => lines.indexOf(line) === index).slice(0, maxProblems);
}

function compose(tokens: CST.Token[], length: number): Document.Parsed[] {
  const composer = new Composer({
    // Scalars stay text: 1.10 must not become 1.1.
    schema: 'failsafe',
    prettyErrors: false,
    // The library's own check compares every key with every other; ours is in `yaml-strictness`.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true, length)) {
    // The existence of a second one is enough.
    if (documents.push(document as Document.Parsed) === 2) break;
  }
  return documents;
}

function problemOf(yaml: YamlFile, error: YAMLParseError): Diagnostic {
  const [offset] = error.pos;
  return problemAt(
    yaml,
    offset,
    `This is not valid YAML: ${error.message}.`,
    yamlHelp(yaml.text, offset, error),
  );
}

function tooLarge(yaml: YamlFile): Diagnostic | undefined {
  const { length } = yaml.text;
  // Counting takes time, and most texts are shorter than the limit.
  if (length <= maxMarks) return undefined;
  if (length > maxLength) return tooMany(yaml, length, maxLength, 'characters');
  const found = (yaml.text.match(marks) ?? []).length;
  return found > maxMarks ? tooMany(yaml, found, maxMarks, 'line ends and special characters') : undefined;
}

function tooMany(yaml: YamlFile, count: number, limit: number, unit: string): Diagnostic {
  return problemAt(yaml, 0, `The file is too large: ${count} ${unit}; the limit of nx-conda is ${limit}.`, [
    'Move data and long scripts into separate files, or split the recipe or variant file into several.',
  ]);
}

function nulCharacter(yaml: YamlFile): Diagnostic | undefined {
  const offset = yaml.text.indexOf('\0');
  if (offset < 0) return undefined;
  return problemAt(yaml, offset, 'This is not valid YAML: it contains a NUL character.', [
    'Save the file as UTF-8 text; a NUL character usually means UTF-16 or a binary file.',
  ]);
}

function tooDeep(yaml: YamlFile, tokens: CST.Token[] | undefined): Diagnostic | undefined {
  // The parser stopped on its last line.
  if (!tokens) return nestingProblem(yaml, yaml.lines.lineStarts.at(-1) ?? 0);
  const open: [CST.Token, number][] = tokens.map((token) => [token, 1]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (depth > maxDepth) return nestingProblem(yaml, token.offset);
    for (const inner of childrenOf(token)) open.push([inner, depth + 1]);
  }
  return undefined;
}

function nestingProblem(yaml: YamlFile, offset: number): Diagnostic {
  return problemAt(yaml, offset, `The YAML is nested more than ${maxDepth} levels deep.`, [
    'Remove the superfluous brackets or indentation; a recipe needs fewer than 20 levels.',
  ]);
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((inner) => inner != null));
}

function secondDocument(yaml: YamlFile, document: Document.Parsed): Diagnostic {
  return problemAt(
    yaml,
    document.range[0],
    'The file contains several YAML documents, but must contain only one.',
    [
      'Keep one document, and remove the others and the `---` lines between them.',
      'To build several packages from one file, list them under `outputs:`.',
    ],
  );
}
