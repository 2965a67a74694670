const { join } = require('node:path');

// execa and what it imports are ES modules only: Jest has to transform them.
const esModules = [
  'execa',
  '@sec-ant',
  '@sindresorhus',
  'figures',
  'get-stream',
  'human-signals',
  'is-plain-obj',
  'is-stream',
  'is-unicode-supported',
  'npm-run-path',
  'parse-ms',
  'path-key',
  'pretty-ms',
  'strip-final-newline',
  'unicorn-magic',
  'yoctocolors',
];

/** Shared by every project's jest.config.cts. */
module.exports = {
  testEnvironment: 'node',
  // Jest's clean-up of globals follows execa's streams into a stack overflow.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  testMatch: ['**/*.spec.ts'],
  transform: {
    '^.+\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  moduleNameMapper: {
    '^unicorn-magic$': join(__dirname, 'node_modules/unicorn-magic/node.js'),
  },
};
