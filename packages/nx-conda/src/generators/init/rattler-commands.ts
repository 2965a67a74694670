import type { Tree } from '@nx/devkit';

/** What a repository passes to rattler-build. */
export interface RattlerCommand {
  /** The file with the command. */
  file: string;
  variants: string[];
  channels: string[];
  platforms: string[];
}

const FILES = [
  ...['pixi.toml', 'pyproject.toml', 'Makefile', 'makefile', 'justfile', 'Justfile', 'Taskfile.yml'],
  ...['.gitlab-ci.yml', 'azure-pipelines.yml', 'build.sh', 'build_all.sh'],
];
const WORKFLOWS = '.github/workflows';
const LARGEST = 200_000;
const MOST_FILES = 50;

/** The commands of rattler-build in the files that usually hold them. */
export function rattlerCommands(tree: Tree): RattlerCommand[] {
  const workflows = tree.exists(WORKFLOWS) ? tree.children(WORKFLOWS) : [];
  const files = [...FILES, ...workflows.sort().map((name) => `${WORKFLOWS}/${name}`)];
  return files
    .filter((file) => tree.exists(file) && tree.isFile(file))
    .slice(0, MOST_FILES)
    .flatMap((file) => commandsIn((tree.read(file, 'utf8') ?? '').slice(0, LARGEST), file));
}

/** Only values that are written out: of a variable, only the shell knows the value. */
export function commandsIn(text: string, file: string): RattlerCommand[] {
  const lines = text.replace(/\\\r?\n/g, ' ').split('\n');
  return lines
    .filter((line) => !/^\s*(#|\/\/)/.test(line))
    .flatMap((line) => {
      const [, found] = /\brattler-build\b["']?,?\s+["']?(?:build|publish)\b(.{0,5000})/.exec(line) ?? [];
      if (found === undefined) return [];
      const [command = ''] = found.split(/&&|\|\||[;|]/);
      const words = command.split(/[\s"',[\]]+/);
      const read = (...names: string[]) => valuesOf(words, names);
      return [
        {
          file,
          variants: read('-m', '--variant-config').map((path) => path.replace(/^(\.\/)+/, '')),
          channels: read('-c', '--channel'),
          platforms: read('--target-platform'),
        },
      ];
    });
}

function valuesOf(words: readonly string[], names: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const [name = '', ...rest] = word.split('=');
    if (!names.includes(name)) return [];
    const value = rest.length > 0 ? rest.join('=') : (words[index + 1] ?? '');
    return /^[^\s$`*<>{}-][^\s$`*<>{}]*$/.test(value) ? [value] : [];
  });
}

/** The lists that commands pass, each once, with the file of the first command; empty lists say nothing. */
export function differentLists(
  commands: readonly RattlerCommand[],
  key: 'variants' | 'channels' | 'platforms',
): { value: string[]; from: string }[] {
  const lists = new Map<string, { value: string[]; from: string }>();
  for (const command of commands) {
    const id = JSON.stringify(command[key]);
    if (command[key].length === 0 || lists.has(id)) continue;
    lists.set(id, { value: command[key], from: `a command of rattler-build in ${command.file}` });
  }
  return [...lists.values()];
}
