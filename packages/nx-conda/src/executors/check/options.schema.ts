/** Generated from schema.json by `npm run generate`. */

/**
 * Finds problems in a recipe before it is built. Needs no network, and runs rattler-build only to test fixes.
 */
export interface CheckExecutorOptions {
  /**
   * Apply safe fixes. If rattler-build is installed, a fix is applied only if the recipe still renders with the fix.
   */
  fix?: boolean;
  /**
   * With `fix`: only show the changes, do not write them.
   */
  dryRun?: boolean;
  /**
   * `terminal`: text. `json`: one line of JSON. `sarif`: SARIF 2.1.0, for code scanning. `github`: annotations in a workflow run of GitHub Actions.
   */
  format?: 'terminal' | 'json' | 'sarif' | 'github';
  /**
   * Write the findings to this file instead of the terminal. The path is relative to the workspace root; `{projectName}` stands for the name of the project.
   */
  outputFile?: string;
  /**
   * The lowest severity that makes the task fail.
   */
  failOn?: 'error' | 'warning';
  /**
   * Severity of each rule: `error`, `warning`, `info` or `off`; overrides the option `checks` of the plugin in nx.json.
   */
  checks?: {
    [k: string]: 'error' | 'warning' | 'info' | 'off';
  };
  /**
   * Channels that the build uses. If all channels are folders on this machine, requirements are compared with the packages in these folders. Default: the channels of the build.
   */
  channels?: string[];
  /**
   * Variant files, relative to the workspace root; later files override earlier ones. Default: the variant files of the build.
   */
  variants?: string[];
  /**
   * Platform to check for. Default: the target platform of conda-build.
   */
  targetPlatform?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root; only used for fixes. Default: the path in NX_CONDA_RATTLER_BUILD, else rattler-build on PATH, then in ~/.pixi/bin, then py-rattler-build, if a build has already installed it with pip.
   */
  rattlerBuild?: string;
  /**
   * Set by nx-conda: the versions of nx-conda and rattler-build, and the platform, so that the check runs again after an upgrade.
   */
  builtWith?: string;
}
