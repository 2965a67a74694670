/** A way to run rattler-build: `[command, ...args, 'build', ...]`. Nothing else in the code knows which kind it is. */
export interface Engine {
  /** `embedded`: the Python package py-rattler-build behind a command that takes the same flags. */
  kind: 'command' | 'embedded';
  /** Absolute path of the program. */
  command: string;
  /** What comes before rattler-build's own arguments. */
  args: string[];
  /** Added to the environment of every run. */
  env: Record<string, string>;
  /** As `rattler-build --version` says, like `0.74.0`. */
  version: string;
}
