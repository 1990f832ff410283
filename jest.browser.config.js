/** Slower tests in a real browser (Debian's chromium through playwright-core); `npm run test:browser`. */
const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = { ...base, testMatch: ['**/*.browser.ts'], testTimeout: 240_000, maxWorkers: 1 };
