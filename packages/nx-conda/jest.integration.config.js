// Specs that start programs and wait for them, or read what is beside the repository.
module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'nx-conda-integration',
  rootDir: 'src',
  testMatch: ['**/*.integration.spec.ts'],
};
