import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const source = './packages/nx-conda/src';

// The folders are the pipeline, and imports only go down it.
/** From the bottom up: each room may import from those before it, and from no other. */
const rooms = [
  'machine',
  'knowledge',
  'recipe/yaml',
  'recipe/template',
  'recipe/variants',
  'recipe/parts',
  'recipe/reads',
  'recipe/edit',
  'recipe/facts',
  'engine',
  'channel',
  'record',
  'remote-channel',
  'source',
  'checks',
  'graph',
  'local-cache',
  'remote-cache',
  'report',
  'ci',
  'executors',
  'release',
  'generators',
  'migrations',
  'clean',
  'command',
];

/** Files of no room: all rooms may use them, and they use knowledge/ only. */
const ground = [
  'docs-folder.ts',
  'explained-error.ts',
  'folder-settings.ts',
  'nx.ts',
  'options.ts',
  'publish-destination.ts',
  'supported-nx.ts',
  'valid-options.ts',
];

const importDirection = [
  ...ground.map((file) => ({ file, above: rooms.filter((room) => room !== 'knowledge') })),
  ...rooms.slice(0, -1).map((file, index) => ({ file, above: rooms.slice(index + 1) })),
].map(({ file, above }) => ({
  target: `${source}/${file}`,
  from: above.map((room) => `${source}/${room}`),
  message: `Imports only go down: ${rooms.join(' < ')}.`,
}));

const processes = ['child_process', 'node:child_process', 'execa'];
const nxInternals = {
  group: ['@nx/devkit/internal', 'nx/src/**'],
  message: 'Only src/nx.ts reaches into Nx.',
};

const pureImports = [
  {
    group: ['@nx/*', 'nx', 'nx/*', 'node:*', 'fs', 'fs/*', 'execa'],
    message: 'recipe/ is pure: text in, model out.',
  },
  {
    regex: '^\\.\\./\\.\\./(?!knowledge/|explained-error$)',
    message: 'recipe/ knows knowledge/ and explained-error.ts, and nothing else outside.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules',
      '**/dist',
      '.nx',
      '**/*.schema.ts',
      'packages/nx-conda/src/generators/*/files',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      // Circles are found by reading what is imported.
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.json'] })],
    },
  },
  {
    files: ['**/*.{js,cjs}'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['packages/nx-conda/src/**/*.ts', 'tools/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'tools/**/*.ts', 'benchmarks/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    files: ['packages/nx-conda/src/**/*.ts'],
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: importDirection }],
      'import-x/no-cycle': 'error',
    },
  },
  {
    files: ['packages/nx-conda/src/**/*.ts'],
    ignores: ['packages/nx-conda/src/machine/**', 'packages/nx-conda/src/nx.ts', '**/*.{spec,fixture}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: processes.map((name) => ({ name, message: 'Only machine/ starts processes.' })),
          patterns: [nxInternals],
        },
      ],
    },
  },
  {
    files: ['packages/nx-conda/src/recipe/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: pureImports }] },
  },
);
