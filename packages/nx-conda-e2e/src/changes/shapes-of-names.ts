import * as fc from 'fast-check';
import type { Place } from './place';
import { writeRecipe } from './reads';

/** A recipe, and one file that it reads: both with names that may mean anything to a glob, a shell or git. */
export interface Shape {
  kind: (typeof KINDS)[number];
  /** Folders from the top to the recipe. */
  folders: string[];
  /** Folders below the recipe, the source or what a link leads to, and the file. */
  file: string[];
}

const KINDS = [
  'file',
  'recipe',
  'permission',
  'source',
  'patch',
  'link to a folder',
  'link to a file',
] as const;

const CHARACTERS = [...'[](){},!@+*?#\\"\'$%&;|<>^~-=_. :abz019', 'ä', 'a\u0308', '日', '🐍'];

// Of some length, and not only of punctuation: most real names are words with one odd character.
const name = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 }),
    fc
      .tuple(
        fc.constantFrom('lib', 'x', 'src-1'),
        fc.constantFrom(...CHARACTERS),
        fc.constantFrom('b', 'end]', '}'),
      )
      .map((parts) => parts.join('')),
    fc.constantFrom(
      '**',
      '*',
      '[a-z]',
      '{a,b}',
      '!(x)',
      '@(x|y)',
      '?',
      '\\',
      '...',
      '{projectRoot}',
      '{workspaceRoot}',
    ),
  )
  .filter((text) => text !== '.' && text !== '..' && text.trim() !== '');

const path = fc.array(name, { minLength: 1, maxLength: 3 });

export const shape: fc.Arbitrary<Shape> = fc.record({
  kind: fc.constantFrom(...KINDS),
  folders: path,
  file: path,
});

/** Writes the recipe and the file. A place must have its own folder, `folders` below it. */
export function writeShape(place: Place, { kind, file }: Shape): void {
  const path = file.join('/');
  const elsewhere = `${up(place)}elsewhere/NAME/${path}`;
  place.write(fileOf(place, { kind, file }), 'content 0\n');
  if (kind === 'source') writeRecipe(place, { source: JSON.stringify({ path: folderOf(elsewhere) }) });
  else if (kind === 'patch')
    writeRecipe(place, { source: JSON.stringify({ path: '.', patches: [elsewhere] }) });
  else writeRecipe(place, { script: 'cat -r "$RECIPE_DIR"' });
  if (kind === 'link to a folder') place.link('a-link', folderOf(elsewhere));
  if (kind === 'link to a file') place.link('a-link', elsewhere);
}

export function changeShape(place: Place, shape: Shape): void {
  if (shape.kind === 'permission') place.permit(fileOf(place, shape), 0o755);
  else if (shape.kind === 'recipe') place.append('recipe.yaml', '# a change\n');
  else place.write(fileOf(place, shape), 'content 1\n');
}

function fileOf(place: Place, { kind, file }: Pick<Shape, 'kind' | 'file'>): string {
  const isBelow = kind === 'file' || kind === 'permission' || kind === 'recipe';
  return isBelow ? `below/${file.join('/')}` : `${up(place)}elsewhere/NAME/${file.join('/')}`;
}

/** From the recipe's folder to the workspace's root. */
function up({ folder }: Place): string {
  return '../'.repeat(folder.split('/').length);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
