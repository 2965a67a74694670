import type { FolderOptions, Settings, TargetSettings } from './options';

/**
 * The settings for recipes in a folder: those of the workspace, overridden by the option `folders`. Of several matching
 * folders, the innermost wins.
 * @param folder relative to the workspace root, `/` separated; `.` for the root itself.
 */
export function settingsIn(shared: Settings, folder: string): Settings {
  const layers = layersFor(shared.folders, folder);
  if (layers.length === 0) return shared;
  const own: FolderOptions = Object.assign({}, ...layers) as FolderOptions;
  const checks = Object.assign(
    {},
    shared.checks,
    ...layers.map((layer) => layer.checks),
  ) as Settings['checks'];
  return { ...shared, ...own, checks, targets: withoutOverridden(shared.targets, own) };
}

/** Whether a path is a folder or lies below it. */
export function isIn(folder: string, path: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** The outermost first: of two folders that contain the same path, the inner one has the longer path. */
function layersFor(folders: Settings['folders'], path: string): FolderOptions[] {
  const depth = (folder: string) => (folder === '.' ? 0 : folder.length);
  return Object.entries(folders)
    .filter(([folder]) => isIn(folder, path))
    .sort(([a], [b]) => depth(a) - depth(b))
    .map(([, options]) => options);
}

/** A folder says more than the options of a target, which are for all recipes. */
function withoutOverridden(targets: Settings['targets'], own: FolderOptions): Settings['targets'] {
  const keys = [...Object.keys(own), ...(own.publishTo === undefined ? [] : ['to'])];
  const entries = Object.entries(targets).map(
    ([kind, target]) => [kind, target && withoutOptions(target, keys)] as const,
  );
  return Object.fromEntries(entries) as Settings['targets'];
}

function withoutOptions(target: TargetSettings, keys: readonly string[]): TargetSettings {
  const options = target.overrides['options'] as Record<string, unknown> | undefined;
  if (options === undefined) return target;
  const kept = Object.fromEntries(Object.entries(options).filter(([key]) => !keys.includes(key)));
  return { ...target, overrides: { ...target.overrides, options: kept } };
}
