import type { Edit } from '../../recipe/edit/edits';
import type { SourceReading } from './source-reading';

/** A source before and after the version has changed. */
export interface SourceMove {
  before: SourceReading;
  after: SourceReading;
  from: string;
  to: string;
  /** The recipe's, absolute. */
  folder: string;
  /** For downloads; absolute. */
  scratch: string;
}

/** The source of the new version. */
export interface NewSource {
  /** Of the recipe before any edit. */
  edits: Edit[];
  description: string;
  remarks: string[];
  /** Puts its files into an empty folder. @returns their top folder, a git repository */
  unpackInto: (folder: string) => Promise<string>;
}
