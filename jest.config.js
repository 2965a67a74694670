module.exports = {
  projects: [
    '<rootDir>/packages/nx-conda',
    '<rootDir>/packages/nx-conda/jest.integration.config.js',
    '<rootDir>/packages/nx-conda-e2e',
    '<rootDir>/tools',
    '<rootDir>/benchmarks',
  ],
};
