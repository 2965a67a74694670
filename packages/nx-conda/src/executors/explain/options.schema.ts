/** Generated from schema.json by `npm run generate`. */

/**
 * Explains why the packages of a recipe would be rebuilt or reused. Builds and runs nothing.
 */
export interface ExplainExecutorOptions {
  /**
   * Print one line of JSON instead of text.
   */
  json?: boolean;
}
