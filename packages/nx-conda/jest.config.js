module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'nx-conda',
  rootDir: 'src',
  testPathIgnorePatterns: ['\\.integration\\.spec\\.ts$'],
};
