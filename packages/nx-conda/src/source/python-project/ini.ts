/** Sections and keys, like Python's configparser: keys in lower case, continued lines joined by `\n`. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads setup.cfg or entry_points.txt. Ignores invalid lines; never fails. */
export function parseIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  let section: Section = { keys: new Map(), last: undefined };
  for (const line of text.split(/\r?\n/)) {
    const name = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (name === undefined) readLine(line, section);
    else {
      section = { keys: sections.get(name) ?? new Map(), last: undefined };
      sections.set(name, section.keys);
    }
  }
  return sections;
}

interface Section {
  keys: Map<string, string>;
  /** The key that an indented line continues. */
  last: string | undefined;
}

function readLine(line: string, section: Section): void {
  if (/^\s*([#;]|$)/.test(line)) return;
  if (/^\s/.test(line) && section.last !== undefined) {
    section.keys.set(section.last, `${section.keys.get(section.last) ?? ''}\n${line.trim()}`);
    return;
  }
  // Not a single expression: it would be too slow on long runs of spaces.
  const at = line.search(/[=:]/);
  section.last = at > 0 && !/^\s/.test(line) ? line.slice(0, at).trim().toLowerCase() : undefined;
  if (section.last !== undefined) section.keys.set(section.last, line.slice(at + 1).trim());
}

/** The lines of a list value. */
export function listItems(value: string | undefined): string[] {
  return (value ?? '')
    .split('\n')
    .map((line) => line.replace(/\s#[\s\S]*$/, '').trim())
    .filter((line) => line !== '');
}

/** `name = module:function` for each; names in brackets keep their case. */
export function consoleScripts(text: string): string[] {
  const section = /^\[console_scripts\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.[1] ?? '';
  return scriptLines(section);
}

/** `name=module:function` in lines. */
export function scriptLines(text: string): string[] {
  return listItems(text)
    .filter((line) => line.includes('='))
    .map((line) => {
      const at = line.indexOf('=');
      return `${line.slice(0, at).trimEnd()} = ${line.slice(at + 1).trimStart()}`;
    });
}
