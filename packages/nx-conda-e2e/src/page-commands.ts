import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { type Block, blocksOf, readPage } from '../../../tools/docs/page';

/** Where a test must differ from a page. */
export interface Differences {
  /** Another command, or a step of the test, for a command that needs the network. */
  commands: Record<string, string | ((folder: string) => Promise<void> | void)>;
  /** Changes of files, by path. */
  files?: Record<string, (text: string) => string>;
  /** Values of `<placeholders>`. */
  values?: Record<string, string>;
}

/** Follows a section of a page like a reader: writes its files, and runs its commands one by one in a shell. */
export class PageCommands {
  private readonly blocks: Block[];
  private readonly differences: Differences;

  /** @param folder where the reader begins; commands may change it */
  constructor(
    place: { page: string; section: string },
    public folder: string,
    private readonly env: Record<string, string>,
    differences: Differences,
  ) {
    this.blocks = blocksOf(readPage(place.page)).filter(({ section }) => section === place.section);
    this.differences = differences;
  }

  /** The section has nothing more to do. */
  get isDone(): boolean {
    return this.blocks.length === 0;
  }

  /** Continues to the end of the block that has a command. @returns what all commands print, after `$ command` */
  async until(command: string): Promise<string> {
    let output = '';
    for (;;) {
      const block = this.blocks.shift();
      if (block === undefined) throw new Error(`The section has no command ${command}.`);
      output += await this.follow(block);
      if (block.label === '' && block.text.split('\n').includes(command)) return output;
    }
  }

  private async follow({ language, label, text }: Block): Promise<string> {
    if (label === '' && language !== 'bash') throw new Error(`Neither a file nor commands:\n${text}`);
    if (label === '') {
      let output = '';
      for (const line of text.split('\n').filter(Boolean)) output += await this.run(line);
      return output;
    }
    const file = join(this.folder, label);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, this.differences.files?.[label]?.(text) ?? text);
    return '';
  }

  private async run(written: string): Promise<string> {
    const command = this.differences.commands[written] ?? written;
    if (typeof command !== 'string') {
      await command(this.folder);
      return '';
    }
    const line = command.replaceAll(
      /<(\w+)>/g,
      (whole, name: string) => this.differences.values?.[name] ?? whole,
    );
    const where = join(this.folder, '.where');
    // A line may change the folder for the next lines.
    const script = `${line}\nresult=$?\npwd > ${where}\nexit $result`;
    const options = { cwd: this.folder, env: this.env, extendEnv: false, all: true, reject: false } as const;
    const { exitCode, all } = await execa('bash', ['-c', script], { ...options, stdin: 'ignore' });
    if (exitCode !== 0) throw new Error(`${line} ended with ${exitCode}:\n${all}`);
    this.folder = readFileSync(where, 'utf8').trim();
    rmSync(where);
    return `$ ${line}\n${all}\n`;
  }
}
