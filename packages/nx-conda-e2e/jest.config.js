module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'nx-conda-e2e',
  rootDir: 'src',
  globalSetup: '<rootDir>/pack.ts',
  globalTeardown: '<rootDir>/unpack.ts',
  setupFilesAfterEnv: ['<rootDir>/timeout.ts'],
};
