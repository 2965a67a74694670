/** A way to run rattler-build: `[command, ...args, 'build', ...]`. No other code depends on its kind. */
export interface Engine {
  /** `embedded`: the Python package py-rattler-build behind a command that takes the same flags. */
  kind: 'command' | 'embedded';
  /** Absolute path of the program. */
  command: string;
  /** Arguments before rattler-build's own. */
  args: string[];
  /** Added to the environment of every run. */
  env: Record<string, string>;
  /** As printed by `rattler-build --version`, like `0.74.0`. */
  version: string;
}
