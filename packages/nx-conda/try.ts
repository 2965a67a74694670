import { mkdtempSync } from 'node:fs';
import { readSource } from './src/upstream/read-source';
import { parseFrom } from './src/upstream/parse-from';
import { fetchSource } from './src/upstream/fetch-source';
const [, , ...froms] = process.argv;
async function main() {
for (const from of froms) { const t = Date.now();
  try {
  const got = await fetchSource(parseFrom(from), { into: mkdtempSync('/tmp/rs-fetch-'), cwd: '/tmp', env: process.env });
  const t2 = Date.now();
  const facts = readSource(got.folder, got.origin); 
  const r = (x: any) => x.name + (x.extras.length ? '[' + x.extras + ']' : '') + x.constraint + (x.marker ? ' ; ' + x.marker : '');
  console.log(from, t2 - t, 'ms +', Date.now() - t2, 'ms\n', JSON.stringify({ ...facts, python: facts.python && { ...facts.python, requires: facts.python.requires.map(r), buildRequires: facts.python.buildRequires.map(r) } })); 
  } catch (e: any) { console.log(from, '!!', e.format ? e.format() : e.stack); } }
}
void main();
