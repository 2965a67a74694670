/** Generated from schema.json by `npm run generate`. */

/**
 * Says why the packages of a recipe would be built again or reused. Builds and runs nothing.
 */
export interface ExplainExecutorOptions {
  /**
   * Print one line of JSON instead of text.
   */
  json?: boolean;
}
