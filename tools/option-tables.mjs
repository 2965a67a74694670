// Fills the option tables in the package's README from the schemas. With --check: fails where they are out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const readme = 'packages/nx-conda/README.md';
const check = process.argv.includes('--check');
const before = readFileSync(readme, 'utf8');
const filled = before.replace(
  /(<!-- options: (\S+) -->\n)[^]*?(<!-- end -->)/g,
  (_, start, path, end) => `${start}\n${table(path)}\n${end}`,
);
const after = await format(filled, { ...(await resolveConfig(readme)), filepath: readme });

if (before !== after && check) {
  console.error(`Out of date: ${readme}\n  1. Run npm run generate.`);
  process.exit(1);
}
if (before !== after) writeFileSync(readme, after);

/** `executors/build` gives the table of its schema.json, internal options left out. */
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

function typeOf({ type, items }) {
  // Nx makes a number of a version like 2.0, so that such an option is both.
  const [first] = [type].flat();
  return first === 'array' ? `${items.type}[]` : first;
}

function defaultOf(property) {
  return 'default' in property ? `\`${JSON.stringify(property.default)}\`` : '';
}
