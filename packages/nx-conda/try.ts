import { readSource } from './src/upstream/read-source';
const [, , ...folders] = process.argv;
for (const f of folders) {
  const t = Date.now();
  const facts = readSource(f, {
    kind: 'git',
    url: 'https://github.com/x/' + f.split('/').pop(),
    tag: 'v9',
    commit: 'x',
  });
  console.log(
    JSON.stringify(facts, null, 1).replace(
      /\{\s+"name": ("[^"]*"),\s+"extras": \[\s*(.*?)\s*\],\s+"constraint": ("[^"]*")(,\s+"marker": ("(\\"|[^"])*"))?\s+\}/g,
      '$1[$2] $3 $5',
    ),
  );
  console.log(Date.now() - t, 'ms');
}
