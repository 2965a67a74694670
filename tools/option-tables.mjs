// Fills the option tables in the package's README and in docs/generators from the schemas. With --check: fails if they
// are out of date, or a generator has no page.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const pages = 'docs/generators';
const check = process.argv.includes('--check');
const files = ['packages/nx-conda/README.md', ...readdirSync(pages).map((name) => `${pages}/${name}`)];
const stale = [];

for (const file of files) {
  const before = readFileSync(file, 'utf8');
  const filled = before.replace(
    /(<!-- options: (\S+) -->\n)[^]*?(<!-- end -->)/g,
    (_, start, path, end) => `${start}\n${table(path)}\n${end}`,
  );
  const after = await format(filled, { ...(await resolveConfig(file)), filepath: file });
  if (before === after) continue;
  if (check) stale.push(file);
  else writeFileSync(file, after);
}

if (stale.length > 0) {
  console.error(`Out of date:\n  ${stale.join('\n  ')}\n  1. Run npm run generate.`);
  process.exit(1);
}
const { generators } = JSON.parse(readFileSync('packages/nx-conda/generators.json', 'utf8'));
const missing = Object.keys(generators).filter(
  (name) => !generators[name].hidden && !existsSync(`${pages}/${name}.md`),
);
if (missing.length > 0) {
  console.error(`No page in ${pages} for: ${missing.join(', ')}\n  1. Write one; see recipe.md.`);
  process.exit(1);
}

/** `executors/build` gives the table of its schema.json, without internal options. */
function table(path) {
  const schema = JSON.parse(readFileSync(`packages/nx-conda/src/${path}/schema.json`, 'utf8'));
  const rows = Object.entries(schema.properties)
    .filter(([, property]) => property['x-priority'] !== 'internal')
    .map(([name, property]) => {
      const needed = schema.required?.includes(name) ? ' (required)' : '';
      const text = property.description.replaceAll('|', '\\|');
      return `| \`${name}\`${needed} | ${typeOf(property)} | ${defaultOf(property)} | ${text} |`;
    });
  return ['| option | type | default | what it does |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function typeOf({ type, items, enum: values }) {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  // Nx turns a version like 2.0 into a number, so such an option accepts both.
  const [first] = [type].flat();
  return first === 'array' ? `${items.type}[]` : first;
}

function defaultOf(property) {
  return 'default' in property ? `\`${JSON.stringify(property.default)}\`` : '';
}
