import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const source = './packages/nx-conda/src';

// The folders are the pipeline, and imports only go down it.
const layers = [
  ['executors', 'generators', 'release'],
  ['checks', 'channel', 'graph', 'local-cache', 'remote-cache', 'report', 'upstream'],
  ['engine'],
  ['recipe'],
];

const importDirection = layers.slice(1).flatMap((layer, index) =>
  layer.map((folder) => ({
    target: `${source}/${folder}`,
    from: layers.slice(0, index + 1).flatMap((above) => above.map((other) => `${source}/${other}`)),
    message:
      'Imports only go down: executors, generators, release > checks, channel, graph, local-cache, remote-cache, report, upstream > engine > recipe.',
  })),
);

const processes = ['child_process', 'node:child_process', 'execa'];
const nxInternals = {
  group: ['@nx/devkit/internal', 'nx/src/**'],
  message: 'Only src/nx.ts reaches into Nx.',
};

/** @param outside what leads out of recipe/. */
function pureImports(outside) {
  return [
    {
      group: ['@nx/*', 'nx', 'nx/*', 'node:*', 'fs', 'fs/*', 'execa'],
      message: 'recipe/ is pure: text in, model out.',
    },
    { group: [outside], message: 'recipe/ stands below everything else.' },
  ];
}

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
    files: ['packages/nx-conda/src/**/*.ts'],
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: importDirection }],
    },
  },
  {
    files: ['packages/nx-conda/src/**/*.ts'],
    ignores: ['packages/nx-conda/src/engine/**', '**/*.spec.ts', 'packages/nx-conda/src/nx.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: processes.map((name) => ({ name, message: 'Only engine/ starts processes.' })),
          patterns: [nxInternals],
        },
      ],
    },
  },
  {
    files: ['packages/nx-conda/src/recipe/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: pureImports('../*') }] },
  },
  {
    files: ['packages/nx-conda/src/recipe/*/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: pureImports('../../*') }] },
  },
);
