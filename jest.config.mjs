/** Two projects: `unit` needs no server; `servers` runs on a real Postgres and a real Kafka that globalSetup finds or starts. */
const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: '<rootDir>/libs/testkit/jest/environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.backhaul/'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.backhaul/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['**/test/**/*.spec.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '\\.(int|e2e)\\.spec\\.ts$'],
    },
    {
      ...shared,
      displayName: 'servers',
      testMatch: ['**/test/**/*.int.spec.ts', '**/test/**/*.e2e.spec.ts'],
      globalSetup: '<rootDir>/libs/testkit/jest/global-setup.mjs',
      globalTeardown: '<rootDir>/libs/testkit/jest/global-teardown.mjs',
    },
  ],
  // More than a small machine has cores: much of the time goes by waiting, for polls, take-overs and restarts.
  maxWorkers: 3,
  // Every test file leaves a little of its modules behind: a worker that has gathered too much is replaced by a fresh one.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
