import { closestName } from '../../knowledge/closest-name';
import { conditionsAround } from '../../recipe/parts/conditions';
import { conditionHolds } from '../../recipe/template/condition';
import { child } from '../../recipe/yaml/nodes';
import { placeOf } from '../../recipe/yaml/place';
import { extname } from 'node:path';
import type { Problem, Severity } from '../finding';
import type { Rule } from '../rule';
import type { LocalPath, Subject } from '../subject';

const WHAT: Record<Exclude<LocalPath['kind'], 'license'>, string> = {
  source: 'The source',
  patch: 'The patch',
  script: 'The script',
};
/** Folders that a build, maybe of another project, makes. */
const MADE = /(^|\/)(dist|build|out|target|tmp|_?generated|\.cache)(\/|$)/;

/** rattler-build looks for these files only when it builds. */
export const missingFile: Rule = {
  id: 'missing-file',
  severity: 'error',
  summary: 'A source, a patch or a script of the recipe does not exist',
  *check(subject) {
    for (const path of subject.localPaths) {
      const { kind } = path;
      if (kind !== 'license' && !isInSubmodule(subject, path)) yield problemOf(subject, path, WHAT[kind]);
    }
  },
};

/** Another rule is about submodules that are not checked out. */
function isInSubmodule({ workspace }: Subject, { path }: LocalPath): boolean {
  return [...(workspace.absentSubmodules?.keys() ?? [])].some((name) =>
    path.includes(name.split('/').pop() ?? name),
  );
}

function problemOf(subject: Subject, local: LocalPath, what: string): Problem {
  const { node, path, siblings } = local;
  const close = closestName(path.replace(/\/+$/, '').split('/').pop() ?? path, siblings);
  return {
    at: placeOf(subject, node),
    severity: severityOf(subject, local, close),
    message: `${what} ${path} does not exist.`,
    why: 'rattler-build does not find it, and builds nothing.',
    help: [
      ...(close === undefined ? [] : [`Did you mean ${path.replace(/[^/]+\/*$/, '')}${close}?`]),
      'Correct the path: it starts at the folder of the recipe.',
      ...(MADE.test(path)
        ? ['If another target makes it, let conda-build depend on that target in project.json.']
        : []),
    ],
  };
}

function severityOf(subject: Subject, { kind, node, path, siblings }: LocalPath, close?: string): Severity {
  const suffix = extname(path);
  // Collections of recipes often leave all patches out.
  const isWhole =
    kind !== 'patch' || close !== undefined || siblings.some((name) => extname(name) === suffix);
  if (!isWhole) return 'info';
  const conditions = conditionsAround(subject.recipe.root, node.range?.[0] ?? 0);
  const isUsed = conditions.every((condition) => conditionHolds(condition, subject.platform) === true);
  return isUsed && !MADE.test(path) && !isCommand(subject, node) ? 'error' : 'warning';
}

/** `script: make.sh`: a package may bring a command of this name. */
function isCommand({ levels }: Subject, node: LocalPath['node']): boolean {
  return levels.some((level) => child(level.node, 'build', 'script') === node);
}
