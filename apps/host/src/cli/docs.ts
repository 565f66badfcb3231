import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault } from '@cartograph/core'
import {
  callingNames,
  connectorLoader,
  installedConnectors,
  type LoadedConnector,
} from '../config/index.ts'
import { configurationSchema } from './reference/configuration-schema.ts'
import { connectorPage } from './reference/connector-page.ts'
import { replaceFile } from '../delivery/index.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface DocsCommandOptions {
  /** `-`: standard output. */
  readonly out: string
  /** Write nothing; say whether the file is what would be written. */
  readonly check?: boolean
  /** The JSON Schema of the configuration in the place of a page. */
  readonly schema?: boolean
  /** The reference page of the API in the place of a connector's. */
  readonly api?: boolean
}

/**
 * `cartograph docs <connector>`: the reference page of an installed connector, made of its definition.
 *
 * `cartograph docs --schema`: the JSON Schema of the configuration, with the settings of every installed connector.
 * `cartograph docs --api`: the reference page of the API.
 */
export async function docsCommand(
  terminal: Terminal,
  connector: string | undefined,
  options: DocsCommandOptions,
): Promise<ExitCode> {
  if (options.schema === true)
    return deliver(terminal, await schemaText(terminal), options, 'cartograph docs --schema')
  if (options.api === true) {
    const { apiPage } = await import('./reference/api-page.ts')
    return deliver(terminal, apiPage(), options, 'cartograph docs --api')
  }
  if (connector === undefined)
    throw fault({
      kind: 'config',
      message: 'Whose page? Nothing was written.',
      hint: `Name one of these: ${installedConnectors(terminal.folder).flatMap(callingNames).join(', ')}.`,
    })
  const loaded = await connectorLoader(terminal.folder)(connector)
  if (!('connector' in loaded)) {
    const { message, hint } = loaded
    throw fault({
      kind: 'config',
      message: `${connector}: ${message}.`,
      ...(hint !== undefined && { hint: `${hint}.` }),
    })
  }
  return deliver(terminal, await connectorPage(loaded), options, `cartograph docs ${connector}`)
}

/** The schema of a configuration in the terminal's folder; connectors that cannot be loaded are told, and left out. */
export async function schemaText({
  folder,
  say,
}: Pick<Terminal, 'folder' | 'say'>): Promise<string> {
  const load = connectorLoader(folder)
  const connectors: LoadedConnector[] = []
  for (const name of installedConnectors(folder)) {
    const loaded = await load(name)
    if ('connector' in loaded) connectors.push(loaded)
    else say(`Left out: ${loaded.message}.`)
  }
  return `${JSON.stringify(await configurationSchema(connectors), undefined, 2)}\n`
}

async function deliver(
  terminal: Terminal,
  text: string,
  { out, check }: DocsCommandOptions,
  command: string,
): Promise<ExitCode> {
  const file = resolve(terminal.folder, out)
  if (check !== true) {
    if (out === '-') await terminal.out(text)
    else await replaceFile(file, (write) => write(text))
    return 0
  }
  const found = out === '-' ? undefined : await readFile(file, 'utf8').catch(() => undefined)
  if (found === text) return 0
  terminal.say(`${out} is not what is written now. Run: ${command} --out ${out}`)
  return 1
}
