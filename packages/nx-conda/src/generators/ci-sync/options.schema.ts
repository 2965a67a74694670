/** Generated from schema.json by `npm run generate`. */

/**
 * Updates the workflows that nx g nx-conda:ci wrote. nx sync runs this generator.
 */
export interface CiSyncGeneratorOptions {}
