import type { Finding } from '../finding';
import { findingsSarif } from './findings-sarif';
import { twoFindings } from './findings.fixture';

const rules = [
  { id: 'missing-tests', summary: 'A package has no tests', severity: 'warning' },
  { id: 'unknown-package-name', summary: 'A name that nobody has', severity: 'error' },
] as const;

interface Log {
  version: string;
  $schema: string;
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    columnKind: string;
    automationDetails: { id: string };
    results: Result[];
  }[];
}
interface Result {
  ruleId: string;
  ruleIndex?: number;
  level: string;
  fixes?: { artifactChanges: unknown[] }[];
}

const logOf = (findings: readonly Finding[]) =>
  JSON.parse(findingsSarif(findings, rules, { version: '1.2.3', project: 'cumm' })) as Log;
const resultOf = (change: Partial<Finding>) => {
  const [finding] = twoFindings;
  return logOf(finding ? [{ ...finding, ...change }] : []).runs[0]?.results[0];
};

describe('findingsSarif', () => {
  it('is a log of version 2.1.0 with the tool and its rules', () => {
    const { version, $schema, runs } = logOf(twoFindings);
    expect(version).toBe('2.1.0');
    expect($schema).toMatch(/sarif-schema-2\.1\.0\.json$/);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.columnKind).toBe('utf16CodeUnits');
    expect(runs[0]?.automationDetails.id).toBe('conda-check/cumm/');
    expect(runs[0]?.tool).toEqual({
      driver: {
        name: 'nx-conda',
        version: '1.2.3',
        rules: [
          {
            id: 'missing-tests',
            shortDescription: { text: 'A package has no tests.' },
            defaultConfiguration: { level: 'warning' },
          },
          {
            id: 'unknown-package-name',
            shortDescription: { text: 'A name that nobody has.' },
            defaultConfiguration: { level: 'error' },
          },
        ],
      },
    });
  });

  it('has each finding with its place and its fix', () => {
    expect(logOf(twoFindings).runs[0]?.results).toEqual([
      {
        ruleId: 'unknown-package-name',
        ruleIndex: 1,
        level: 'error',
        message: {
          text: 'torch is a name from PyPI; on conda-forge, the package is called pytorch.\nThe solver finds no candidates for torch.\nWrite `pytorch >=2`.',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'recipes/a%20b/recipe.yaml' },
              region: { startLine: 5, startColumn: 7, endLine: 5, endColumn: 16 },
            },
          },
        ],
        fixes: [
          {
            description: { text: 'Write pytorch >=2 for torch.' },
            artifactChanges: [
              {
                artifactLocation: { uri: 'recipes/a%20b/recipe.yaml' },
                replacements: [
                  {
                    deletedRegion: { startLine: 5, startColumn: 7, endLine: 5, endColumn: 16 },
                    insertedContent: { text: 'pytorch >=2' },
                  },
                ],
              },
            ],
          },
        ],
      },
      expect.objectContaining({ ruleId: 'missing-tests', ruleIndex: 0, level: 'note' }),
    ]);
  });

  it('points every result to its own rule', () => {
    const { runs } = logOf(twoFindings);
    for (const { ruleId, ruleIndex } of runs[0]?.results ?? [])
      expect(runs[0]?.tool.driver.rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  it('has no index for a finding without a rule: an unreadable file', () => {
    expect(resultOf({ rule: 'unreadable' })).toEqual(
      expect.not.objectContaining({ ruleIndex: expect.anything() as unknown }),
    );
  });

  it('has a fix only if SARIF allows it: with at least one change of a file with known text', () => {
    const fix = {
      description: 'Change a script',
      edits: [{ path: 'build.sh', start: 0, end: 0, text: 'x' }],
    };
    expect(resultOf({ fix })?.fixes).toBeUndefined();
  });

  it('has no fix that it could only describe in part', () => {
    const [own] = twoFindings[0]?.fix?.edits ?? [];
    const edits = [...(own ? [own] : []), { path: 'build.sh', start: 0, end: 0, text: 'x' }];
    expect(resultOf({ fix: { description: 'Change both', edits } })?.fixes).toBeUndefined();
  });
});
