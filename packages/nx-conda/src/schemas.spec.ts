import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Property {
  'x-priority'?: string;
  hidden?: boolean;
}

interface Schema {
  properties: Record<string, Property>;
  examples?: { command: string; description: string }[];
}

const schemasOf = (kind: 'executors' | 'generators') => {
  const found = readJson<Record<typeof kind, Record<string, object>>>('..', `${kind}.json`)[kind];
  return Object.keys(found).map((name) => [name, readJson<Schema>(kind, name, 'schema.json')] as const);
};

describe('the schemas of executors and generators', () => {
  it.each([...schemasOf('executors'), ...schemasOf('generators')])(
    'hide exactly the internal options of %s from --help',
    (_, { properties }) => {
      const names = (isWanted: (property: Property) => boolean | undefined) =>
        Object.keys(properties).filter((name) => isWanted(properties[name] ?? {}));
      expect(names(({ hidden }) => hidden)).toEqual(names((one) => one['x-priority'] === 'internal'));
    },
  );

  it.each(schemasOf('generators'))('show commands that %s accepts', (name, { examples = [], properties }) => {
    expect(examples.length).toBeGreaterThan(0);
    // Options of Nx itself.
    const known = ['dry-run', ...Object.keys(properties)];
    for (const { command } of examples) {
      expect(command.startsWith(`nx g nx-conda:${name}`)).toBe(true);
      const flags = [...command.matchAll(/ --([\w-]+)/g)].map(([, flag]) => flag);
      expect(known).toEqual(expect.arrayContaining(flags));
    }
  });
});

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(__dirname, ...path), 'utf8')) as T;
}
