/** Sources run as they are: the transformer only strips types, as Node itself does outside of tests. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{libs,apps,tools}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tools/boundaries/'],
  modulePathIgnorePatterns: ['<rootDir>/.yimen/', '/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { swcrc: false, module: { type: 'es6' }, jsc: { target: 'es2024', parser: { syntax: 'typescript' } } },
    ],
  },
  workerIdleMemoryLimit: '1GB',
  // A busy machine is no failure: no test has less than this, and what has to be quick compares within its own run.
  testTimeout: 180_000,
};
