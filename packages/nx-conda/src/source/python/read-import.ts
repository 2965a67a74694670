import { endLine } from './end-line';
import type { ImportedName, Statement } from './syntax';
import type { TokenReader } from './token-reader';

/** `import a.b as c, d` @throws SyntaxTrouble */
export function readImport(reader: TokenReader): Statement[] {
  reader.take();
  const names = readNames(reader, (path, alias) => ({
    name: alias ?? path.split('.')[0] ?? path,
    path: alias ? path : (path.split('.')[0] ?? path),
  }));
  endLine(reader);
  return [{ kind: 'import', names }];
}

/** `from a.b import c as d` @throws SyntaxTrouble */
export function readFrom(reader: TokenReader): Statement[] {
  reader.take();
  const module = readDotted(reader);
  reader.expect('import');
  const isOpen = reader.accept('(');
  const names = readNames(reader, (name, alias) => ({ name: alias ?? name, path: `${module}.${name}` }));
  if (isOpen) reader.expect(')');
  endLine(reader);
  return [{ kind: 'import', names }];
}

function readNames(
  reader: TokenReader,
  describe: (path: string, alias: string | undefined) => ImportedName,
): ImportedName[] {
  const names: ImportedName[] = [];
  do {
    if (reader.is(')')) break;
    const path = readDotted(reader);
    names.push(describe(path, reader.accept('as') ? reader.name() : undefined));
  } while (reader.accept(','));
  return names;
}

function readDotted(reader: TokenReader): string {
  // Joined at the end: a search in a growing text takes quadratic time.
  const parts: string[] = [];
  while (reader.is('.') || reader.is('*') || (reader.isKind('name') && !reader.is('import'))) {
    const { text } = reader.take();
    parts.push(text);
    if (!reader.is('.') && text !== '.') break;
  }
  return parts.join('');
}
