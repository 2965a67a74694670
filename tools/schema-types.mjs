// Writes the options type of every schema.json beside it, as schema.ts. With --check: fails if one is out of date.
import { compile } from 'json-schema-to-typescript';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { filesNamed } from './files.mjs';

const check = process.argv.includes('--check');
const stale = [];

for (const file of filesNamed('packages/nx-conda/src', 'schema.json')) {
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const kind = basename(dirname(dirname(file))) === 'executors' ? 'Executor' : 'Generator';
  const name = basename(dirname(file));
  // The type's name comes from the title if set.
  const source = await compile({ ...schema, title: undefined }, `${pascal(name)}${kind}Options`, {
    bannerComment: '/** Generated from schema.json by `npm run generate`. */',
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 110 },
  });
  const target = join(dirname(file), 'options.schema.ts');
  if (read(target) === source) continue;
  if (check) stale.push(target);
  else writeFileSync(target, source);
}

if (stale.length > 0) {
  console.error(`Out of date:\n  ${stale.join('\n  ')}\n  1. Run npm run generate.`);
  process.exit(1);
}

function pascal(name) {
  return name.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
