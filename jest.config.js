/** The packages that ship only ES modules; jest runs CommonJS, so swc rewrites them. */
const esModules = ['openid-client', 'oauth4webapi', 'jose', 'oidc-provider', 'nanoid', 'eta', 'quick-lru', 'got'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
  testTimeout: 120_000,
  // Much of a story is waiting for a disk: a core left over for nobody would be idle.
  maxWorkers: '100%',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  coverageProvider: 'v8',
};
