import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Packages are tested from their source; what is published is built from it.
  resolve: { alias: { '@chaise/webhooks': `${import.meta.dirname}/packages/webhooks/src/index.ts` } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { hooks: 'stack' },
  },
})
