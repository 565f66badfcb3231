import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  formatProblem,
  loadConfiguration,
  plainProblem,
  type Configuration,
  type ConfigurationProblem,
  type SecretStore,
} from '../config/index.ts'
import { openLines, type Installation } from '../connections/index.ts'
import { isolation } from '../isolation/index.ts'
import { openSealedStore, secretReader } from '../secrets/index.ts'
import { isPostgres } from '../store/index.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** What every command can be told. */
export interface CommonOptions {
  /** Default: `cartograph.yaml`, `.yml`, `.json` or `.ts` in the working directory, the first that exists. */
  readonly config?: string
  readonly json?: boolean
}

const names = ['cartograph.yaml', 'cartograph.yml', 'cartograph.json', 'cartograph.ts']

export function configurationFile(folder: string, named: string | undefined): string {
  if (named !== undefined) return resolve(folder, named)
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file))
  return found ?? join(folder, 'cartograph.yaml')
}

/**
 * Reads the configuration and does the work with it; a configuration with mistakes is explained instead, and the exit code
 * is 2.
 */
export async function withConfiguration(
  terminal: Terminal,
  options: CommonOptions,
  work: (
    configuration: Configuration,
    warnings: readonly ConfigurationProblem[],
  ) => Promise<ExitCode>,
): Promise<ExitCode> {
  const file = configurationFile(terminal.folder, options.config)
  const { environment } = terminal
  const { isolate, weakness, close } = isolation()
  try {
    const { configuration, problems } = await loadConfiguration(file, {
      environment,
      isolate,
      readSecrets: secretReader(environment),
    })
    const weak = weakness()
    if (weak !== undefined) terminal.say(weak)
    return configuration === undefined
      ? await explain(terminal, options, problems)
      : await work(configuration, problems)
  } finally {
    close()
  }
}

async function explain(
  terminal: Terminal,
  options: CommonOptions,
  problems: readonly ConfigurationProblem[],
): Promise<ExitCode> {
  for (const problem of problems) terminal.say(formatProblem(problem, terminal.folder))
  const errors = problems.filter(({ severity }) => severity === 'error').length
  terminal.say(`\n${counted(errors, 'mistake')} to mend; nothing was done.`)
  if (options.json === true) {
    const shown = problems.map(plainProblem)
    await terminal.out(`${JSON.stringify({ ok: false, problems: shown })}\n`)
  }
  return 2
}

/** Where a configuration has its store, and the key of what is sealed in it. */
export function storePlace(configuration: Configuration): SecretStore {
  const { store, organisation, folder, secretKey: key } = configuration
  return { store, organisation, folder, ...(key !== undefined && { key }) }
}

/** The same, with the store open while the work goes on. `readOnly` lets a command look while another one runs. */
export function withInstallation(
  terminal: Terminal,
  options: CommonOptions & { readonly readOnly?: boolean },
  work: (installation: Installation) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withConfiguration(terminal, options, async (configuration) => {
    const { readOnly = false } = options
    const store = await openSealedStore(storePlace(configuration), {
      environment: terminal.environment,
      readOnly,
    })
    const lines = openLines({}, isPostgres(configuration.store) && !readOnly ? store : undefined)
    try {
      return await work({ configuration, store, lines })
    } finally {
      await lines.close()
      await store.close()
    }
  })
}
