import { realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { settingsIn } from '../folder-settings';
import { type Settings, variantFiles } from '../options';
import { normalizePath } from '../valid-options';
import { unreadVariantFiles } from '../checks/unread-variant-files';
import { hashArray } from '../nx';
import { readTargets } from './project-file';
import { optionsOf } from './written-target';
import { Walk, type WalkedWorkspace } from './reads/walk';
import type { VariantSet, VariantSets } from './shared-variants';
import type { WorkspaceFiles } from './workspace-files';
import { pathFrom } from '../machine/paths';
import { isOutside } from '../recipe/reads/local-path';
import { VARIANT_FILES } from '../knowledge/variant-files';

/** A recipe.yaml of the workspace and how it is rendered; not read yet. */
export interface RecipeSource {
  /** Its folder, relative to the workspace root, `/` separated; `.` for the root itself. */
  root: string;
  /** recipe.yaml, relative to the workspace root. */
  path: string;
  /** The plugin's settings for its folder, overridden by the project.json beside the recipe. */
  settings: Settings;
  /** The targets in that project.json, by name. */
  written: Record<string, unknown>;
  /** The shared variants for its rendering. */
  variants: VariantSet;
  /** Variant files above its folder that are not among them. */
  unreadVariants: string[];
  /** Targets of symbolic links in the folder, relative to the workspace root. */
  linked: string[];
  /** The real folder of recipe.yaml, if that is a link: rattler-build uses the real one. */
  linkedRoot?: string;
  /** Hash of everything below the folder, and of the targets of links in it. */
  contentHash: string;
}

/** @param paths recipe.yaml files relative to the workspace root. */
export async function recipeSources(
  paths: readonly string[],
  settings: Settings,
  files: WorkspaceFiles,
  { variantSets, walked }: { variantSets: VariantSets; walked: WalkedWorkspace },
): Promise<RecipeSource[]> {
  return Promise.all(
    paths.map(async (path) => {
      const root = posix.dirname(path);
      const own = files.at([root]);
      // Link targets are hashed before tasks run.
      const walk = new Walk({ ...walked, hashContent: () => '' });
      walk.area({ path: root, takes: 'folder' });
      const variantHashes = ownVariants(root, walk, walked);
      walk.followLinks();
      const linkedRoot = walk.unseen.has(path) ? linkedRootOf(path, walked.root) : undefined;
      const linked = [...walk.linkTargets, ...(linkedRoot === undefined ? [] : [linkedRoot])].sort();
      const hasProject = files.has(posix.join(root, 'project.json'));
      const written = hasProject ? await readTargets(join(variantSets.workspaceRoot, root)) : {};
      const changed = projectSettings(written, settingsIn(settings, root));
      const readPaths = variantFiles(changed.variants).map((file) => file.path);
      return {
        root,
        path,
        settings: changed,
        written,
        variants: await variantSets.get(changed.variants),
        unreadVariants: unreadVariantFiles(root, readPaths, (path) => files.has(path)),
        linked,
        ...(linkedRoot !== undefined && { linkedRoot }),
        contentHash: hashArray([files.contentHash([...own, ...files.at(linked)]), ...variantHashes]),
      };
    }),
  );
}

/** Undefined if it is not a link, leads out of the workspace, or its target is gone. */
function linkedRootOf(path: string, workspaceRoot: string): string | undefined {
  const target = realPath(join(workspaceRoot, path));
  if (target === undefined) return undefined;
  const real = pathFrom(workspaceRoot, target);
  return real === path || isOutside(real) ? undefined : posix.dirname(real);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Rendering reads them, even if Nx does not list them. */
function ownVariants(root: string, { doubtful }: Walk, { hashContent }: WalkedWorkspace): string[] {
  const names = VARIANT_FILES.map((name) => posix.join(root, name));
  return doubtful.filter(({ label }) => names.includes(label)).map(({ path }) => hashContent(path) ?? '');
}

/** A project may override options of its build target: the graph must use the same variants and platform. */
function projectSettings(written: RecipeSource['written'], shared: Settings): Settings {
  if (!shared.targets.build) return shared;
  const { variants, targetPlatform, reads, isolated } = optionsOf(written[shared.targets.build.name]);
  return {
    ...shared,
    ...(isTexts(variants) && { variants: variants.map(normalizePath) }),
    ...(typeof targetPlatform === 'string' && { targetPlatform }),
    ...(isTexts(reads) && { reads }),
    ...(typeof isolated === 'boolean' && { isolated }),
  };
}

/** Nx validates options against the schema only when the target runs: here they may be anything. */
function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
