import * as fc from 'fast-check';
import type { Place } from './place';
import { type ReadingRecipe, writeRecipe } from './reads';

/** A recipe, and one file that it reads: both with names that are special to a glob, a shell or git. */
export interface Shape {
  kind: (typeof KINDS)[number];
  /** Folders from the top to the recipe. */
  folders: string[];
  /** Folders below the recipe, the source or a link's target, and the file. */
  file: string[];
}

const KINDS = [
  'file',
  'recipe',
  'permission',
  'source',
  'patch',
  'url',
  'license',
  'script file',
  'sourced',
  'in double quotes',
  'build.sh',
  'script of Python',
  'loaded',
  'link to a folder',
  'link to a file',
] as const;

const CHARACTERS = [...'[](){},!@+*?#\\"\'$%&;|<>^~-=_. :abz019', 'ä', 'a\u0308', '日', '🐍'];

// Of some length, and not only punctuation: most real names are words with one odd character.
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
  .filter((text) => text !== '.' && text !== '..' && text.trim() !== '')
  // rattler-build would take it for its own template.
  .filter((text) => !/\{[{%#]/.test(text));

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
  writeRecipe(place, recipeOf(kind, place.text(elsewhere), place.path(elsewhere)));
  if (kind === 'link to a folder') place.link('a-link', folderOf(elsewhere));
  if (kind === 'link to a file') place.link('a-link', elsewhere);
}

/**
 * @param path of the file, from the recipe's folder
 * @param full the same, absolute
 */
function recipeOf(kind: Shape['kind'], path: string, full: string): ReadingRecipe {
  const yaml = JSON.stringify(path);
  switch (kind) {
    case 'source':
      return { source: JSON.stringify({ path: folderOf(path) }) };
    case 'patch':
      return { source: `{path: ., patches: [${yaml}]}` };
    case 'url':
      return {
        source: JSON.stringify({ url: `file://${full.split('/').map(encodeURIComponent).join('/')}` }),
      };
    case 'license':
      return { below: `about: {license_file: [${yaml}]}` };
    case 'script file':
      return { buildScript: `{file: ${yaml}}` };
    case 'sourced':
      return { script: `. "$RECIPE_DIR"/${inSingleQuotes(path)}` };
    case 'in double quotes':
      return { script: `. "$RECIPE_DIR/${path.replace(/[\\"$`]/g, '\\$&')}"` };
    case 'build.sh':
      return { buildSh: `cat "$RECIPE_DIR"/${inSingleQuotes(path)}` };
    case 'script of Python':
      return { buildScript: ofPython(path) };
    case 'loaded':
      return { above: `context: {text: ${JSON.stringify(`\${{ load_from_file(${yaml}) }}`)}}` };
    default:
      return { script: 'cat -r "$RECIPE_DIR"' };
  }
}

function inSingleQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function ofPython(path: string): string {
  const content = `import os\nprint(open(os.environ["RECIPE_DIR"] + ${JSON.stringify(`/${path}`)}).read())`;
  return JSON.stringify({ interpreter: 'python', content });
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
