import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRecipeToEdit } from '../../recipe/parts/parse';
import { Scope } from '../../recipe/parts/scope';
import { type BumpedRecipe, bumpRecipe } from './bump-recipe';

const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-upstream-'));
/** The folder of a recipe; its files are the patches. */
export const folder = join(scratch, 'recipe');

// Each bump starts git several times.
jest.setTimeout(60_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** `1` to `12`, one a line. */
export const LINES = Array.from({ length: 12 }, (_, index) => `${index + 1}\n`).join('');

/** Changes the line 6. @param context one of the lines after it */
export function patchTo(line: string, context = '9'): string {
  return `--- a/setup.py\n+++ b/setup.py\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+${line}\n 7\n 8\n ${context}\n`;
}

/** A git repository with a file setup.py, and tags. */
export class Upstream {
  readonly folder: string;

  constructor(name: string) {
    this.folder = join(scratch, name);
    mkdirSync(this.folder);
    this.git('init', '--quiet', '--initial-branch=main');
  }

  get url(): string {
    return `file://${this.folder}`;
  }

  /** @returns the commit */
  release(tag: string, text: string): string {
    writeFileSync(join(this.folder, 'setup.py'), text);
    this.git('add', '.');
    this.git('commit', '--quiet', '--allow-empty', '-m', tag);
    this.git('tag', '-a', tag, '-m', tag);
    return this.git('rev-parse', 'HEAD').toString().trim();
  }

  private git(...args: string[]): Buffer {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgSign=false'];
    // With fixed dates, commits have the same hashes in every run.
    const dates = { GIT_AUTHOR_DATE: '2026-01-01T00:00Z', GIT_COMMITTER_DATE: '2026-01-01T00:00Z' };
    return execFileSync('git', [...identity, '-c', 'tag.gpgSign=false', ...args], {
      cwd: this.folder,
      env: { ...process.env, ...dates },
    });
  }
}

/** Bumps the text of a recipe.yaml. @param patches by name */
export function bump(
  text: string,
  to: string,
  { patches = {}, force = false }: { patches?: Record<string, string>; force?: boolean } = {},
): Promise<BumpedRecipe> {
  mkdirSync(folder, { recursive: true });
  for (const [name, patch] of Object.entries(patches)) writeFileSync(join(folder, name), patch);
  const recipe = parseRecipeToEdit(text, 'recipe.yaml');
  return bumpRecipe({ recipe, to, folder, force, evaluate: (parsed) => new Scope(parsed) });
}

/** As an error is compared. */
export function refusal(message: string, ...help: string[]) {
  return { name: 'ExplainedError', message, help };
}
