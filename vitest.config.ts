import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: ['{core,connectors/*,apps/*,tooling/*}/vitest{,.postgres}.config.ts'],
    coverage: {
      provider: 'v8',
      include: ['*/src/**/*.ts', '*/*/src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
})
