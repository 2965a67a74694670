import { readCommands } from './native/cmake/read-commands';

/** The headers of the `if`, `elif` and `else` around a place in Python, or of the `if()` in CMake. */
export function headersAround({ name, text }: { name: string; text: string }, offset: number): string[] {
  const before = text.slice(0, offset);
  if (name.endsWith('.py')) return pythonHeaders(before.split('\n'));
  return /(\.cmake|CMakeLists\.txt)$/.test(name) ? cmakeHeaders(before) : [];
}

/** Headers with less indentation, from the place up; `else` brings the header of its `if`. */
function pythonHeaders(lines: string[]): string[] {
  const found: string[] = [];
  let indent = indentOf(lines.at(-1) ?? '');
  let isElse = false;
  for (const line of lines.slice(0, -1).reverse()) {
    if (line.trim() === '') continue;
    const own = indentOf(line);
    const header = /^\s*(if|elif|else)\b(.*)/.exec(line);
    if (own < indent || (own === indent && isElse && header)) {
      if (header) found.push(line.trim());
      isElse = header !== null && header[1] !== 'if';
      indent = own;
    }
  }
  return found;
}

function cmakeHeaders(before: string): string[] {
  const open: string[] = [];
  for (const { name, args } of readCommands(before)) {
    const header = `${name}(${args.map(({ text }) => text).join(' ')})`;
    if (name === 'if') open.push(header);
    else if (name === 'elseif') open.push(`${open.pop() ?? ''} ${header}`);
    else if (name === 'endif') open.pop();
  }
  return open;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
