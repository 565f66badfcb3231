import { defineProject } from 'vitest/config'

/** A package's tests, run against the sources of its sibling packages: nothing has to be built first. */
export const project = (name: string, options: { readonly testTimeoutMs?: number } = {}) =>
  defineProject({
    // Without `module`, a word for bundlers: packages are to be found where Node finds them.
    ssr: { resolve: { conditions: ['@cartograph/source', 'node', 'development|production'] } },
    test: {
      name,
      include: ['src/**/*.test.ts'],
      testTimeout: options.testTimeoutMs ?? 15_000,
    },
  })
