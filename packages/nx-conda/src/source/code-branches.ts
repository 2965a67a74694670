/** The headers of the `if`, `elif` and `else` around a place in Python, or of the `if()` in CMake. */
export function headersAround({ name, text }: { name: string; text: string }, offset: number): string[] {
  const lines = text.slice(0, offset).split('\n');
  if (name.endsWith('.py')) return pythonHeaders(lines);
  return /(\.cmake|CMakeLists\.txt)$/.test(name) ? cmakeHeaders(lines) : [];
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

function cmakeHeaders(lines: string[]): string[] {
  const open: string[] = [];
  for (const line of lines) {
    const [, word = ''] = /^\s*(if|elseif|endif)\s*\(/i.exec(line) ?? [];
    if (/^if$/i.test(word)) open.push(line.trim());
    else if (/^elseif$/i.test(word)) open.push(`${open.pop() ?? ''} ${line.trim()}`);
    else if (/^endif$/i.test(word)) open.pop();
  }
  return open;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
