/** Generated from schema.json by `npm run generate`. */

/**
 * Finds problems in a recipe before it is built. Needs no network and runs nothing, except to fix.
 */
export interface CheckExecutorOptions {
  /**
   * Make safe changes, each only if rattler-build can render the recipe with it.
   */
  fix?: boolean;
  /**
   * With `fix`: only show the changes.
   */
  dryRun?: boolean;
  /**
   * `json`: one line of JSON. `sarif`: SARIF 2.1.0, for code scanning. `github`: annotations of a workflow run.
   */
  format?: 'terminal' | 'json' | 'sarif' | 'github';
  /**
   * Write the findings to this file instead, relative to the workspace root; `{projectName}` stands for the name of the project.
   */
  outputFile?: string;
  /**
   * The lowest severity that makes the task fail.
   */
  failOn?: 'error' | 'warning';
  /**
   * Severities by rule; override the option `checks` of the plugin.
   */
  checks?: {
    [k: string]: 'error' | 'warning' | 'info' | 'off';
  };
  /**
   * Channels that the build takes packages from. If all are folders on this machine, the check knows every package name.
   */
  channels?: string[];
  /**
   * Variant files relative to the workspace root, later files win. Default: those of the build.
   */
  variants?: string[];
  /**
   * Platform to check for. Default: that of the build.
   */
  targetPlatform?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root; only fixes need one. Default: the one on PATH, then ~/.pixi/bin, then the embedded one if a build has installed it.
   */
  rattlerBuild?: string;
  /**
   * Set by the plugin: its version and rattler-build's, so that an upgrade checks again.
   */
  builtWith?: string;
}
