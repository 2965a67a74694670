import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import type { Workspace } from '../../../../tools/workspace';

/**
 * The place of a recipe and its files. In every text and path, `NAME` stands for the name of its package, and `OUTSIDE`
 * for its own folder outside of the workspace (absolute).
 */
export class Place {
  /** @param outside absolute folder of this recipe only, outside of the workspace. */
  constructor(
    readonly workspace: Workspace,
    readonly name: string,
    readonly folder: string,
    readonly outside: string,
  ) {}

  text(template: string): string {
    return template.replaceAll('NAME', this.name).replaceAll('OUTSIDE', this.outside);
  }

  /** @param path relative to the recipe's folder, or absolute. */
  path(path: string): string {
    const full = this.text(path);
    return isAbsolute(full) ? full : join(this.workspace.root, this.folder, full);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), this.text(text));
  }

  append(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    appendFileSync(this.path(path), this.text(text));
  }

  /** A symbolic link, replacing any existing file. */
  link(path: string, target: string): void {
    this.remove(path);
    mkdirSync(dirname(this.path(path)), { recursive: true });
    symlinkSync(this.text(target), this.path(path));
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true, force: true });
  }

  permit(path: string, mode: number): void {
    chmodSync(this.path(path), mode);
  }

  /** Sets values of the variant file at the workspace's root. */
  variants(values: Record<string, unknown>): void {
    const { workspace } = this;
    const before = workspace.exists('variants.json') ? workspace.read('variants.json') : '{}';
    workspace.write(
      'variants.json',
      JSON.stringify({ ...(JSON.parse(before) as object), ...values }, null, 2),
    );
  }

  /** Runs git in a folder. @param path of the folder, created if missing. */
  git(path: string, ...args: string[]): void {
    mkdirSync(this.path(path), { recursive: true });
    const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost'];
    execFileSync('git', [...author, ...args], { cwd: this.path(path), stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
