/** Sections with their keys, as Python's configparser has them: keys in lower case, lines that go on joined by `\n`. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads setup.cfg, or entry_points.txt. What is no key stands for nothing; never fails. */
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
  /** The key that a line with spaces before it goes on with. */
  last: string | undefined;
}

function readLine(line: string, section: Section): void {
  if (/^\s*([#;]|$)/.test(line)) return;
  if (/^\s/.test(line) && section.last !== undefined) {
    section.keys.set(section.last, `${section.keys.get(section.last) ?? ''}\n${line.trim()}`);
    return;
  }
  // Not one expression for all of it: spaces without an end would take it forever.
  const at = line.search(/[=:]/);
  section.last = at > 0 && !/^\s/.test(line) ? line.slice(0, at).trim().toLowerCase() : undefined;
  if (section.last !== undefined) section.keys.set(section.last, line.slice(at + 1).trim());
}

/** The lines of a value that is a list. */
export function listItems(value: string | undefined): string[] {
  return (value ?? '')
    .split('\n')
    .map((line) => line.replace(/\s#[\s\S]*$/, '').trim())
    .filter((line) => line !== '');
}

/** Names in brackets are taken with their case. `name = module:function` for each. */
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
