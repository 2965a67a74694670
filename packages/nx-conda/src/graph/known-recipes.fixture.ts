import type {
  Inheritance,
  OutputFacts,
  RecipeFacts,
  Requirements,
  RunExportKind,
} from '../recipe/parts/facts';

/** Facts for tests, as from a rendering. */
export function recipe(...outputs: OutputFacts[]): RecipeFacts {
  return { exact: true, outputs };
}

type Kind = Exclude<keyof Requirements, 'exports'> | RunExportKind;

/** Requirements as `{ host: 'a b' }`. */
export function output(
  name: string,
  lists: Partial<Record<Kind, string>> = {},
  subdir = 'linux-64',
  inherits: Partial<Inheritance> = {},
): OutputFacts {
  const list = (kind: Kind) =>
    (lists[kind] ?? '')
      .split(' ')
      .filter(Boolean)
      .map((required) => ({ name: required, spec: required }));
  return {
    ...{ name, version: '1', buildString: 'h_0', subdir, variant: {} },
    requirements: {
      build: list('build'),
      host: list('host'),
      run: list('run'),
      pins: list('pins'),
      test: list('test'),
      downstream: list('downstream'),
      exports: { weak: list('weak'), strong: list('strong'), noarch: list('noarch') },
    },
    inherits: {
      kinds: subdir === 'noarch' ? ['noarch'] : ['weak', 'strong'],
      exceptNames: [],
      exceptFrom: [],
      ...inherits,
    },
  };
}
