import { resolve } from 'node:path'
import { fault } from '@cartograph/core'
import { moveServed, servedDocuments, type ServedDocument } from '../api/index.ts'
import { ownConnectionId } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { replaceFile, servedBytes } from '../delivery/index.ts'
import { readServed } from '../store/index.ts'
import type { ServedAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { servedNote, servedTable } from './served-text.ts'
import { count } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface ServedCommandOptions extends CommonOptions {
  /** Of `write`: a file, or `-` for standard output. */
  readonly out?: string
}

/** `cartograph served show|rotate|write [document]`: documents that vendors fetch. */
export function servedCommand(
  terminal: Terminal,
  action: ServedAction,
  name: string | undefined,
  options: ServedCommandOptions,
): Promise<ExitCode> {
  const readOnly = action !== 'rotate'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    const documents = await servedDocuments(installation)
    if (action === 'show') return show(terminal, documents, options)
    const document = named(documents, name)
    if (action === 'write') return write(terminal, installation, document, options.out ?? '-')
    const address = await moveServed(installation, document)
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok: true, address })}\n` : `${address}\n`,
    )
    return 0
  })
}

async function show(
  terminal: Terminal,
  documents: readonly ServedDocument[],
  { json }: ServedCommandOptions,
): Promise<ExitCode> {
  if (json === true) {
    await terminal.out(`${JSON.stringify({ ok: true, served: documents })}\n`)
    return 0
  }
  if (documents.length === 0) await terminal.out('No document is served.\n')
  else {
    const lines = [
      servedTable(documents.map((each) => ({ name: nameOf(each), state: each.state }))),
      ...documents.flatMap((each) => addressLines(each)),
    ]
    await terminal.out(`${lines.join('\n')}\n`)
  }
  return 0
}

function addressLines(document: ServedDocument): readonly string[] {
  const { address, state } = document
  const isFeed = document.connection === ownConnectionId()
  const agree = isFeed ? `run \`cartograph feeds allow ${document.sink}\`` : undefined
  const note = state === undefined ? '' : servedNote(state, agree)
  return [
    `${nameOf(document)}: ${address ?? 'no address yet; the first push gives it one'}`,
    ...(note === '' ? [] : [`${nameOf(document)}: ${note}`]),
  ]
}

/** Writes the version that is shown into a file, for whoever has a web server of their own. */
async function write(
  terminal: Terminal,
  { store }: Installation,
  document: ServedDocument,
  out: string,
): Promise<ExitCode> {
  const served = await store.read((dialect, org) => readServed(dialect, org, document))
  if (served?.version === undefined)
    throw fault({
      kind: 'config',
      message: `${nameOf(document)} has no version yet.`,
      hint: 'Run `cartograph push` first.',
    })
  const bytes = servedBytes(store, document, served.version, 'identity')
  if (out === '-') {
    const decoder = new TextDecoder()
    for await (const piece of bytes) await terminal.out(decoder.decode(piece, { stream: true }))
    await terminal.out(decoder.decode())
    return 0
  }
  const file = resolve(terminal.folder, out)
  await replaceFile(file, async (put) => {
    for await (const piece of bytes) await put(piece)
  })
  terminal.say(`${count(served.version.items)} items written to ${out}.`)
  return 0
}

function named(documents: readonly ServedDocument[], name: string | undefined): ServedDocument {
  const found = documents.find((document) => nameOf(document) === name)
  if (found !== undefined) return found
  throw fault({
    kind: 'config',
    message:
      name === undefined ? 'Name a document: connection.sink.' : `There is no document ${name}.`,
    hint: `There is: ${documents.map(nameOf).join(', ') || 'none'}.`,
  })
}

function nameOf({ connection, sink }: ServedDocument): string {
  return `${connection}.${sink}`
}
