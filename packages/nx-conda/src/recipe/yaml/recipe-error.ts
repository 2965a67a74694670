import { type Diagnostic, formatDiagnostic } from './diagnostic';
import { ExplainedError } from '../../explained-error';

/** Why a file is not a readable recipe. */
export type RecipeErrorKind =
  /** No content at all. */
  | 'empty'
  /** Not YAML, or YAML that rattler-build rejects (anchors, a duplicate key). */
  | 'yaml'
  | 'several-documents'
  | 'not-a-mapping'
  /** The format of conda-build, `meta.yaml` style. */
  | 'conda-build'
  /** The format of boa, the ancestor of rattler-build's. */
  | 'boa'
  /** A mapping with none of the keys of a recipe: the file of another tool. */
  | 'foreign'
  /** A recipe without a package name. */
  | 'incomplete';

/** The only error that reading a recipe or a variant file throws. */
export class RecipeError extends ExplainedError {
  /**
   * @param diagnostics at least one, in the order of the file
   * @param text the file's content, for the code frames of `format`
   */
  constructor(
    readonly kind: RecipeErrorKind,
    readonly diagnostics: readonly Diagnostic[],
    readonly text: string,
  ) {
    super(
      diagnostics.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n'),
    );
  }

  /** Every diagnostic with its code frame and help. */
  override format(): string {
    return this.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, this.text)).join('\n\n');
  }
}
