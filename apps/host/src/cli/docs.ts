import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault } from '@cartograph/core'
import { connectorLoader } from '../config/index.ts'
import { connectorPage } from './reference/connector-page.ts'
import { replaceFile } from './replaced-file.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface DocsCommandOptions {
  /** `-`: standard output. */
  readonly out: string
  /** Write nothing; say whether the file is what would be written. */
  readonly check?: boolean
}

/** `cartograph docs <connector>`: the reference page of an installed connector, made of its definition. */
export async function docsCommand(
  terminal: Terminal,
  connector: string,
  options: DocsCommandOptions,
): Promise<ExitCode> {
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
