import { applyEdits, type FileEdit, overlap } from '../recipe/edit/edits';
import { check, type Severities } from './check';
import type { Rule } from './rule';
import { RULES } from './rules';
import { automaticFix, type Finding, type Fix } from './finding';
import { type CheckRequest, readSubject } from './read-subject';
import { RecipeError } from '../recipe/yaml/recipe-error';

/** New contents of files, by path relative to the workspace root. */
export type ChangedTexts = ReadonlyMap<string, string>;

/** The platforms on which rattler-build renders the recipe with changed files; undefined if unknown. */
export type Renders = (changed: ChangedTexts) => Promise<ReadonlySet<string> | undefined>;

export interface FixResult {
  changed: ChangedTexts;
  /** The applied fixes, in order. */
  applied: Fix[];
  /** The fixes that rattler-build refused. */
  refused: Fix[];
  /** The findings that are left. */
  findings: Finding[];
}

/** A fix may lead to another one, such as a name that is now known; more rounds would mean a cycle. */
const MAX_ROUNDS = 40;

/**
 * Applies the fixes of a recipe until none is left. Writes nothing.
 * @param asked called before accepting a change: where the recipe rendered before, it must still render
 * @throws RecipeError if the recipe cannot be read
 */
export async function fixRecipe(
  request: CheckRequest,
  severities: Severities,
  asked: Renders,
  rules: readonly Rule[] = RULES,
): Promise<FixResult> {
  const renders = onceFor(asked);
  const applied: Fix[] = [];
  const refused: Fix[] = [];
  let changed: ChangedTexts = request.changed ?? new Map<string, string>();
  for (let round = 1; ; round++) {
    const isMended = applied.length > 0 && (await rendersNow(request, renders, changed));
    const subject = await readSubject({ ...(isMended ? withoutError(request) : request), changed });
    const findings = check(subject, severities, rules);
    const fixes = together(proposedFixes(findings, refused));
    if (fixes.length === 0 || round > MAX_ROUNDS) return { changed, applied, refused, findings };
    const texts = new Map(findings.map(({ at }) => [at.file.path, at.file.text]));
    for (const { file } of [subject, ...subject.variantFiles, ...subject.scripts])
      texts.set(file.path, file.text);
    const isFit = fitness(request, renders, changed);
    const step = await accepted(fixes, { texts, changed, isFit });
    changed = step.changed;
    applied.push(...step.applied);
    refused.push(...step.refused);
  }
}

/** rattler-build renders five platforms: not again for the same texts, which are before one round and after another. */
function onceFor(renders: Renders): Renders {
  const known = new Map<ChangedTexts, ReturnType<Renders>>();
  return (changed) => {
    const rendering = known.get(changed) ?? renders(changed);
    known.set(changed, rendering);
    return rendering;
  };
}

/** Whether the error from the project graph is no longer true. */
async function rendersNow(
  { workspace, platform }: CheckRequest,
  renders: Renders,
  changed: ChangedTexts,
): Promise<boolean> {
  return workspace.notRendered !== undefined && ((await renders(changed))?.has(platform) ?? false);
}

function withoutError({ workspace, ...request }: CheckRequest): CheckRequest {
  return { ...request, workspace: { ...workspace, notRendered: undefined } };
}

function proposedFixes(findings: readonly Finding[], refused: readonly Fix[]): Fix[] {
  const isRefused = ({ description }: Fix) => refused.some((other) => other.description === description);
  return findings
    .map(automaticFix)
    .filter((fix) => fix !== undefined)
    .filter((fix) => !isRefused(fix));
}

/** Drops duplicates, and all but the first of overlapping fixes. The others come up again. */
function together(fixes: readonly Fix[]): Fix[] {
  const chosen: Fix[] = [];
  for (const fix of fixes) {
    const edits = [...chosen, fix].flatMap((one) => one.edits);
    const isThere = chosen.some(({ edits: others }) => JSON.stringify(others) === JSON.stringify(fix.edits));
    if (!isThere && ![...byPath(edits).values()].some(overlap)) chosen.push(fix);
  }
  return chosen;
}

interface Step {
  texts: ChangedTexts;
  changed: ChangedTexts;
  isFit: (changed: ChangedTexts) => Promise<boolean>;
}

/** Whether all files are readable with a change, and the recipe renders wherever it rendered before. */
function fitness(request: CheckRequest, renders: Renders, before: ChangedTexts): Step['isFit'] {
  return async (changed) => {
    if (!(await isReadable({ ...request, changed }))) return false;
    const after = await renders(changed);
    if (after === undefined) return true;
    return [...((await renders(before)) ?? [])].every((platform) => after.has(platform));
  };
}

async function isReadable(request: CheckRequest): Promise<boolean> {
  try {
    check(await readSubject(request));
    return true;
  } catch (error) {
    if (error instanceof RecipeError) return false;
    throw error;
  }
}

/** Accepts all fixes if the result is fit, else each one that is. */
async function accepted(fixes: Fix[], { texts, changed, isFit }: Step): Promise<Omit<FixResult, 'findings'>> {
  const all = withFixes(fixes, texts, changed);
  if (await isFit(all)) return { changed: all, applied: fixes, refused: [] };
  const applied: Fix[] = [];
  const refused: Fix[] = [];
  for (const fix of fixes) {
    ((await isFit(withFixes([...applied, fix], texts, changed))) ? applied : refused).push(fix);
  }
  return { changed: withFixes(applied, texts, changed), applied, refused };
}

function withFixes(fixes: readonly Fix[], texts: ChangedTexts, changed: ChangedTexts): ChangedTexts {
  const edits = byPath(fixes.flatMap((fix) => fix.edits));
  const edited = [...edits].map(([path, own]) => [path, applyEdits(texts.get(path) ?? '', own)] as const);
  return new Map([...changed, ...edited]);
}

function byPath(edits: readonly FileEdit[]): Map<string, FileEdit[]> {
  const found = new Map<string, FileEdit[]>();
  for (const edit of edits) found.set(edit.path, [...(found.get(edit.path) ?? []), edit]);
  return found;
}
