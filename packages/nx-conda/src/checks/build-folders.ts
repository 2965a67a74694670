import { posix } from 'node:path';
import { isScalar } from 'yaml';
import { conditionsAround } from '../recipe/parts/conditions';
import { conditionHolds } from '../recipe/template/condition';
import { child } from '../recipe/yaml/nodes';
import type { Level } from '../recipe/parts/outputs';
import type { ScriptText } from '../recipe/parts/scripts';
import type { Place } from '../recipe/yaml/place';
import { foldersNamed, mayMakeFolders, plainFolder } from './build-commands';
import { type Step, stepsOf } from './shell-steps';
import type { Subject } from './subject';

/** A folder that a command of a build needs in the source. */
export interface BuildFolder {
  at: Place;
  command: 'cmake' | 'pip' | 'make' | 'cd';
  /** As written. */
  written: string;
  /** Relative to the work folder; empty for its top. */
  path: string;
  /** A file that the command needs in it. */
  needs?: string;
}

/**
 * The folders that commands of the builds name and that no command before makes: reading ends at the first command that
 * may make folders.
 */
export function buildFolders(
  subject: Pick<Subject, 'scripts' | 'levels' | 'recipe' | 'platform' | 'file'>,
): BuildFolder[] {
  return subject.levels.filter(isPlain).flatMap((level) => {
    const scripts = subject.scripts.filter((script) => script.level === level);
    // Where a recipe calls a script file, the folder in which that one runs is unknown.
    const own = scripts.filter(({ file }) => file === subject.file);
    return new Walk(subject, own.length > 1 || scripts.length === own.length ? own : scripts).folders;
  });
}

/** Without a folder or an interpreter of its own, and without the files of a staging output. */
function isPlain({ node }: Level): boolean {
  const script = child(node, 'build', 'script');
  return !child(script, 'cwd') && !child(script, 'interpreter') && !child(node, 'inherit');
}

/** Follows the scripts of a level. */
class Walk {
  readonly folders: BuildFolder[] = [];
  /** Undefined if unknown. */
  private current: string | undefined = '';
  private readonly made = new Set<string>();
  private isOver = false;

  constructor(
    private readonly subject: Pick<Subject, 'recipe' | 'platform' | 'file'>,
    scripts: readonly ScriptText[],
  ) {
    for (const script of scripts) {
      const state = this.stateOf(script);
      if (state === false) continue;
      for (const step of stepsOf(unquoted(script), /\.(bat|cmd)$/i.test(script.file.path))) {
        if (this.isOver) return;
        this.take(script, { ...step, isConditional: step.isConditional || state === undefined });
      }
    }
  }

  /** Whether the conditions of the recipe around a script hold. */
  private stateOf({ file, start }: ScriptText): boolean | undefined {
    if (file !== this.subject.file) return true;
    const conditions = conditionsAround(this.subject.recipe.root, start);
    const states = conditions.map((one) => conditionHolds(one, this.subject.platform));
    if (states.includes(false)) return false;
    return states.includes(undefined) ? undefined : true;
  }

  private take(script: ScriptText, step: Step): void {
    const [first = ''] = step.words;
    if (first === 'cd' || first === 'pushd') return this.enter(script, step);
    if (first === 'mkdir') return this.make(step);
    for (const { made, ...named } of foldersNamed(step.words)) {
      const path = this.resolve(named.written);
      if (path !== undefined && made === true) this.made.add(path);
      else if (path !== undefined && !step.isConditional) this.add(script, step, { ...named, path });
    }
    this.isOver = mayMakeFolders(step.words, step.text, this.current);
  }

  private enter(script: ScriptText, step: Step): void {
    const written = step.words.find((word, index) => index > 0 && word !== '--' && word !== '/d') ?? '';
    const path = this.resolve(written);
    if (path !== undefined && !step.isConditional) this.add(script, step, { command: 'cd', written, path });
    this.current = step.isConditional || step.words[0] === 'pushd' ? undefined : path;
  }

  private make({ words }: Step): void {
    const paths = words
      .slice(1)
      .filter((word) => !word.startsWith('-'))
      .map((word) => this.resolve(word));
    // What a pattern or a variable names is unknown, except folders of the package.
    if (words.slice(1).some((word) => /[*?{`]|\$\(/.test(word.replace(/\$\{\w+\}/g, '')))) this.isOver = true;
    for (const path of paths) if (path !== undefined) this.made.add(path);
  }

  private add(script: ScriptText, step: Step, folder: Omit<BuildFolder, 'at'>): void {
    const isMade = [...this.made].some((made) => within(folder.path, made) || within(made, folder.path));
    if (isMade || folder.path.startsWith('..')) return;
    const start = script.start + step.start;
    this.folders.push({ ...folder, at: { file: script.file, start, end: start + lengthOf(step) } });
  }

  private resolve(written: string): string | undefined {
    const folder = plainFolder(written);
    if (!folder || (this.current === undefined && !folder.isFromTop)) return undefined;
    const path = posix.join(folder.isFromTop ? '' : (this.current ?? ''), folder.path);
    return path.replace(/^\.$|\/$/g, '');
  }
}

/** Of its first line. */
function lengthOf({ text }: Step): number {
  return text.replace(/\\?\r?\n[\s\S]*$/, '').trimEnd().length;
}

/** Without the quotes of YAML around the whole script. */
function unquoted({ commands, node }: ScriptText): string {
  const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
  return isQuoted ? ` ${commands.slice(1, -1)} ` : commands;
}

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
