import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fault } from '@cartograph/core'
import {
  formatProblem,
  loadConfiguration,
  plainProblem,
  type Configuration,
  type ConfigurationProblem,
  type ReadSecrets,
  type SecretStore,
} from '../config/index.ts'
import { openLines, type Installation } from '../connections/index.ts'
import { loadOrganisation, type Origin } from '../declared/index.ts'
import { isolation } from '../isolation/index.ts'
import { openSealedStore, secretReader } from '../secrets/index.ts'
import { listOrganisations, type Store } from '../store/index.ts'
import { faultLines } from './config-text.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** What every command can be told. */
export interface CommonOptions {
  /** Opens the secrets that the configuration takes. Default: those of its store. */
  readonly readSecrets?: ReadSecrets
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
      readSecrets: options.readSecrets ?? secretReader(environment),
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

/** Names the organisation that a command is for, where it is not the one that the configuration file sets up. */
const organisationVariable = 'CARTOGRAPH_ORGANISATION'

/** Where the configuration of the organisation comes from that a command is for. */
export function originOf(
  { environment }: Pick<Terminal, 'environment'>,
  { file, organisation: home }: Pick<Configuration, 'file' | 'organisation'>,
): Origin {
  const organisation = environment[organisationVariable]
  const isOther = organisation !== undefined && organisation !== '' && organisation !== home
  return { file, environment, ...(isOther && { organisation }) }
}

/** The terminal of a command that is for all organisations, whatever the environment names. */
export function homeOnly(terminal: Terminal): Terminal {
  const { [organisationVariable]: _named, ...environment } = terminal.environment
  return { ...terminal, environment }
}

/**
 * The same, with the store open while the work goes on, and with what the store keeps of the configuration. `readOnly` lets a command
 * look while another one runs.
 */
export function withInstallation(
  terminal: Terminal,
  options: CommonOptions & { readonly readOnly?: boolean },
  work: (installation: Installation) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withConfiguration(terminal, options, async (configuration) => {
    const { readOnly = false } = options
    const home = await openSealedStore(storePlace(configuration), {
      environment: terminal.environment,
      readOnly,
    })
    try {
      return await withOrganisation(terminal, { home, configuration, readOnly }, work)
    } finally {
      await home.close()
    }
  })
}

async function withOrganisation(
  terminal: Terminal,
  {
    home,
    configuration,
    readOnly,
  }: {
    readonly home: Store
    readonly configuration: Configuration
    readonly readOnly: boolean
  },
  work: (installation: Installation) => Promise<ExitCode>,
): Promise<ExitCode> {
  const origin = originOf(terminal, configuration)
  const store = await storeOf(home, origin)
  const loaded = await loadOrganisation(origin, store)
  const lines = openLines({}, store.isShared && !readOnly ? store : undefined)
  try {
    for (const line of faultLines(Object.fromEntries(loaded.faults))) terminal.say(line)
    return await work({ configuration: loaded.configuration ?? configuration, store, lines })
  } finally {
    await lines.close()
    loaded.close()
  }
}

/** @throws a `notFound` fault where there is no such organisation. */
export async function storeOf(home: Store, { organisation }: Origin): Promise<Store> {
  if (organisation === undefined) return home
  const known = await home.read((dialect) => listOrganisations(dialect))
  if (known.some(({ id }) => id === organisation)) return home.of(organisation)
  throw fault({
    kind: 'notFound',
    message: `There is no organisation ${organisation}, which ${organisationVariable} names.`,
    hint: '`cartograph organisations list` shows all; `cartograph organisations add ID` makes one.',
  })
}
