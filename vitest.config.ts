import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Benchmarks run by themselves: `npm run test:bench`.
    projects: ['{core,connectors/*,apps/*,tooling/!(bench)}/vitest{,.postgres,.alone}.config.ts'],
    coverage: {
      provider: 'v8',
      include: ['*/src/**/*.ts', '*/*/src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
})
