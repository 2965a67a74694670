import { join } from 'node:path';
import { applyEdits } from '../recipe/edit/edits';
import { check } from './check';
import type { Finding } from './finding';
import { makeSubject } from './make-subject';
import { named, unnamed } from '../recipe/parts/recipe-parts.fixture';
import type { Rule } from './rule';
import { sourceWith } from '../source/source.fixture';
import { readSourceTree } from './source-tree';
import { absentFolders } from './absent-folders';
import { localPaths } from './local-paths';
import type { Subject, WorkspaceKnowledge } from './subject';

/** Input of a rule in a test, besides the recipe. */
export interface Surroundings {
  /** Files beside the recipe, by name. */
  besides?: Record<string, string>;
  /** Shared variant files, by path. */
  variants?: Record<string, string>;
  /** The whole source, by path below its top folder. */
  source?: Record<string, string>;
  workspace?: Partial<WorkspaceKnowledge>;
  platform?: string;
}

/** A recipe as rules see it, in a workspace that takes its packages from conda-forge. */
export function subjectFrom(recipe: string, surroundings: Surroundings = {}): Subject {
  const { besides = {}, variants = {}, source, workspace, platform = 'linux-64' } = surroundings;
  const subject = makeSubject({
    recipe: { path: 'recipes/a/recipe.yaml', text: named(recipe) },
    besides: new Map(
      Object.entries(besides).map(([name, text]) => [name, { path: `recipes/a/${name}`, text }]),
    ),
    variantFiles: Object.entries(variants).map(([path, text]) => ({ path, text })),
    platform,
    workspace: { provides: new Map(), channels: ['conda-forge'], channelPackages: undefined, ...workspace },
    environment: {},
  });
  return source ? { ...subject, ...onDisk(subject, { source, besides }) } : subject;
}

/** The findings of one rule. */
export function findingsOf(rule: Rule, recipe: string, surroundings: Surroundings = {}): Finding[] {
  return check(subjectFrom(recipe, surroundings), {}, [rule]);
}

/** `severity line: text`, for each finding. */
export function linesOf(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ severity, line, at }) => `${severity} ${line}: ${at.file.text.slice(at.start, at.end)}`,
  );
}

/** The recipe, or another file, after the fixes of some findings. */
export function fixed(findings: readonly Finding[], path = 'recipes/a/recipe.yaml'): string {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []).filter((edit) => edit.path === path);
  const text = findings.map(({ at }) => at.file).find((file) => file.path === path)?.text ?? '';
  const after = applyEdits(text, edits);
  return unnamed(after);
}

function onDisk(
  subject: Subject,
  { source, besides }: Required<Pick<Surroundings, 'source' | 'besides'>>,
): Pick<Subject, 'source' | 'localPaths' | 'absentFolders'> {
  const files = [
    ...Object.entries(source).map(([name, text]) => [`recipes/a/source/${name}`, text]),
    ...Object.entries(besides).map(([name, text]) => [`recipes/a/${name}`, text]),
  ];
  const workspaceRoot = sourceWith(Object.fromEntries(files) as Record<string, string>);
  const { sources } = subjectFrom('source:\n  path: source\n');
  const folders = { recipeFolder: join(workspaceRoot, 'recipes/a'), workspaceRoot };
  return {
    source: readSourceTree(sources, folders),
    localPaths: localPaths(subject, folders),
    absentFolders: absentFolders(subject, folders),
  };
}
