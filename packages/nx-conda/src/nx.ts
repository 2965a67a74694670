/** The few Nx internals that the plugin needs, in one place: they may move with any Nx release. */
export {
  getGlobPatternsFromPackageManagerWorkspaces,
  globWithWorkspaceContext,
  PluginCache,
  workspaceDataDirectory,
} from '@nx/devkit/internal';
export { getAllFileDataInContext } from 'nx/src/utils/workspace-context';
