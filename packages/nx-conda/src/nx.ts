/**
 * The few Nx internals that the plugin needs, in one place: they may move with any Nx release. Each from its own
 * module, as every Nx command loads the plugin: the index of @nx/devkit takes ten times as long.
 */
export { hashArray, hashFile } from 'nx/src/hasher/file-hasher';
export { getGlobPatternsFromPackageManagerWorkspaces } from 'nx/src/plugins/package-json/create-nodes';
export { cacheDir, workspaceDataDirectory } from 'nx/src/utils/cache-directory';
export { PluginCache } from 'nx/src/utils/plugin-cache-utils';
export { logger } from 'nx/src/utils/logger';
export { getAllFileDataInContext, globWithWorkspaceContext } from 'nx/src/utils/workspace-context';
