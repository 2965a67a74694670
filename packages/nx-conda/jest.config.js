module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'nx-conda',
  rootDir: 'src',
  testPathIgnorePatterns: ['\\.integration\\.spec\\.ts$'],
  // Generated types: no code, so no test can load them.
  coveragePathIgnorePatterns: ['/node_modules/', '\\.schema\\.ts$'],
};
