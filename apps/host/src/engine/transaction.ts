import { fault, type Entry, type Find, type Key, type Transaction } from '@cartograph/core'
import { keyText, storedRows } from '../store/index.ts'
import { enabledStreams, noSuchStream, type ConnectionScene } from './connection-scene.ts'

/** What a surface's work is given, and what is left of it when the work is done. */
export interface OpenTransaction {
  readonly transaction: Transaction
  /** What is to be written. Nothing can be put, read or looked up any more. */
  readonly end: () => readonly Entry[]
}

export interface TransactionParts {
  readonly scene: ConnectionScene
  readonly surface: string
  readonly find: Find
  readonly now: () => number
}

/** Collects what a work puts. It reads only under a lock: what it read may else be so no more when it is written. */
export function openTransaction(parts: TransactionParts, reads: boolean): OpenTransaction {
  const { scene, find, now } = parts
  const entries: Entry[] = []
  let isOver = false
  const within = (reading: boolean) => {
    if (isOver) throw misused(parts, 'is over, and goes on reading or writing')
    if (reading && !reads)
      throw misused(parts, 'names no lock, and reads: without locks it only appends')
  }
  return {
    transaction: {
      find: async (...wanted) => {
        within(true)
        return find(...wanted)
      },
      get: async (name, key) => {
        within(true)
        streamOf(parts, name)
        const put = latestPut(parts, entries, name, key)
        if (put !== undefined) return put.op === 'upsert' ? put.row : undefined
        const text = keyText(key)
        const place = { connection: scene.connection.id, stream: name }
        const rows = await scene.store.read((dialect, org) =>
          storedRows(dialect, org, place, [text]),
        )
        const data = rows.get(text)
        return data === undefined ? undefined : (JSON.parse(data) as object)
      },
      put: (entry) => {
        within(false)
        streamOf(parts, entry.stream)
        if (entry.op === 'reject') throw misused(parts, 'puts a row that it rejects')
        const isDated = entry.op === 'refresh' || entry.at !== undefined
        entries.push(isDated ? entry : { ...entry, at: now() })
      },
    },
    end: () => {
      isOver = true
      return entries
    },
  }
}

type Put = Exclude<Entry, { readonly op: 'refresh' | 'reject' }>

function latestPut(
  parts: TransactionParts,
  entries: readonly Entry[],
  name: string,
  key: Key,
): Put | undefined {
  const stream = streamOf(parts, name)
  const wanted = keyText(key)
  const keyOf = (entry: Put) => keyText(entry.op === 'upsert' ? stream.key(entry.row) : entry.key)
  return entries.findLast(
    (entry): entry is Put =>
      entry.stream === name &&
      (entry.op === 'upsert' || entry.op === 'delete') &&
      keyOf(entry) === wanted,
  )
}

function streamOf({ scene }: TransactionParts, name: string) {
  const stream = scene.parts.streams?.[name]
  if (stream === undefined) throw noSuchStream(scene.connection, name)
  if (enabledStreams(scene).includes(name)) return stream
  throw fault({
    kind: 'config',
    message: `What this call writes goes into the stream ${name} of ${scene.connection.id}, which is switched off.`,
    hint: `Add ${name} to \`streams\` of the connection ${scene.connection.id}.`,
  })
}

function misused({ scene, surface }: TransactionParts, what: string): Error {
  return fault({
    kind: 'contract',
    message: `${scene.connection.connectorName}: a transaction of the surface ${surface} ${what}.`,
    hint: 'Tell the author of the connector.',
  })
}
