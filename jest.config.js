const swc = [
  '@swc/jest',
  { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
];
const base = {
  // nock and what it is made of, and what n8n's own nodes change case with, come as ES modules only
  transform: {
    '^.+\\.ts$': swc,
    '/node_modules/(nock|@mswjs|@open-draft|rettime|change-case)/.+\\.m?js$': swc,
  },
  transformIgnorePatterns: ['/node_modules/(?!nock/|@mswjs/|@open-draft/|rettime/|change-case/)'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.tmp', '<rootDir>/sandbox/n8n/node_modules'],
};

/** Three rings: pure code, nodes against simulators over HTTP, and the packed pack in a real n8n. */
module.exports = {
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/unit/**/*.test.ts', '<rootDir>/test/golden/**/*.test.ts'],
    },
    { ...base, displayName: 'contract', testMatch: ['<rootDir>/test/contract/**/*.test.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
  ],
  testTimeout: 120_000,
};
