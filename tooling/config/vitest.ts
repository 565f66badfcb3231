import { defineProject } from 'vitest/config'

/** Without `module`, a word for bundlers: packages are to be found where Node finds them. */
const conditions = ['@cartograph/source', 'node', 'development|production']

/** Simulated vendors answer on this machine, which the host asks for nothing unless it is told to. */
const env = { CARTOGRAPH_EGRESS_PRIVATE: '127.0.0.1/32 ::1/128' }

/**
 * A package's tests, run against the sources of its sibling packages: nothing has to be built first.
 *
 * Files share a process and the modules that it has loaded, for loading them anew takes longer than most tests. Those that
 * replace modules, or measure memory, run `alone`.
 */
export const project = (
  name: string,
  options: {
    readonly testTimeoutMs?: number
    readonly alone?: boolean
    /** Those that start whole processes, which `npm run test:processes` runs. */
    readonly processes?: readonly string[]
  } = {},
) =>
  defineProject({
    ssr: { resolve: { conditions } },
    // What is set up once for all tests is run in an environment of its own.
    environments: { __vitest__: { resolve: { conditions } } },
    test: {
      name,
      include: ['src/**/*.test.ts'],
      exclude: [...(options.processes ?? [])],
      env,
      isolate: options.alone ?? false,
      testTimeout: options.testTimeoutMs ?? 15_000,
    },
  })

/** The tests of a package that start whole processes: they take long, and wait more than they compute. */
export const processProject = (name: string, include: readonly string[]) =>
  defineProject({
    ssr: { resolve: { conditions } },
    environments: { __vitest__: { resolve: { conditions } } },
    test: {
      name: `${name}-processes`,
      include: [...include],
      env,
      isolate: false,
      execArgv: ['--conditions=@cartograph/source'],
      testTimeout: 60_000,
    },
  })
