import { defineConfig } from 'vitest/config'

/** The tests that start whole processes. */
export default defineConfig({
  test: { projects: ['{core,connectors/*,apps/*,tooling/*}/vitest.processes.config.ts'] },
})
