/** The few Nx internals that the plugin needs, in one place: they may move with any Nx release. */
export {
  calculateHashesForCreateNodes,
  getGlobPatternsFromPackageManagerWorkspaces,
  globWithWorkspaceContext,
  PluginCache,
  workspaceDataDirectory,
} from '@nx/devkit/internal';
