/**
 * The version in a Python module, or in a file that only contains the version: `__version__ = "1.2"`, `VERSION = '1.2'`, `1.2`.
 * @param variable the variable to look for; default: `__version__`, `version` and `VERSION`
 */
export function readVersionFile(text: string, variable?: string): string | undefined {
  const alone = /^\s*v?(\d[\w.!+-]*)\s*$/.exec(text)?.[1];
  if (alone !== undefined) return alone;
  const found = text.matchAll(/^[ \t]*(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*["'](\d[^"'\n]*)["']/gm);
  const names = variable ? [variable] : ['__version__', 'version', 'VERSION', '__VERSION__'];
  for (const [, name = '', version] of found) if (names.includes(name)) return version;
  return undefined;
}
