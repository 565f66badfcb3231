import { createHash } from 'node:crypto'
import { fault, type JsonObject } from '@cartograph/core'
import { settled } from '../connections/index.ts'
import { servedItems, type ServedForm, type ServedVersion } from '../store/index.ts'
import type { DeliveryScene } from './scene.ts'
import { keepPiece, pieceWriter, type PieceWriter } from './served-pieces.ts'
import { countVanished } from './vanished.ts'

const pageSize = 500
/** So many empty pieces in a row, without a further item, mean that the encoder goes round in a circle. */
const mostEmpty = 10_000
const mostBytes = 8 * 2 ** 30

/** What a document is written with. */
export interface Drafting extends Pick<DeliveryScene, 'store' | 'place' | 'signal'> {
  readonly clock: { now(): number }
  /** How long the encoder may take for a piece. Default half an hour. */
  readonly waits: { readonly stuckMs?: number }
  /** What is thrown where another run makes it by now. */
  readonly takenOver: () => unknown
}

/** How a document is written. */
export interface DraftForm {
  readonly contentType: string
  encode(items: AsyncIterable<readonly JsonObject[]>): AsyncIterable<string | Uint8Array>
}

/** An item of a document; keys come in the order of their bytes. */
export interface DraftItem {
  readonly key: string
  readonly item: JsonObject
}

/** A document that was written down and is shown to nobody yet. */
export interface ServedDraft extends ServedVersion {
  /** Items of the version that is shown which are not in this one. */
  readonly vanished: number
}

/**
 * Writes the document of all items beside the version that is shown, in the order of the items' keys: a page of items and a
 * piece of each form are in the memory, however many there are. The items are those of the ledger, unless others are given.
 *
 * @throws what the encoder throws, and a `contract` fault for one that leaves items out or never ends.
 */
export async function writeDraft(
  scene: Drafting,
  document: DraftForm,
  id: string,
  present: ServedVersion | undefined,
  given: AsyncIterable<readonly DraftItem[]> = ledgerItems(scene),
): Promise<ServedDraft> {
  const { store, place } = scene
  const writer = (form: ServedForm) =>
    pieceWriter(form, async (part, data) => {
      if (!(await keepPiece(store, place, { version: id, form, part, data })))
        throw scene.takenOver()
    })
  const writers = { gzip: writer('gzip'), br: writer('br'), keys: writer('keys') }
  const vanished = countVanished(store, place, present)
  const read = { items: 0, isWhole: false }
  try {
    const items = pagesOf(given, read, async (key) => {
      await vanished.next(key)
      await writers.keys.write(Buffer.from(`${key}\n`))
    })
    const { hash, bytes } = await pour(scene, document, items, read, [writers.gzip, writers.br])
    const [gzip, br, keys] = [
      await writers.gzip.end(),
      await writers.br.end(),
      await writers.keys.end(),
    ]
    return {
      id,
      hash,
      contentType: typeWithCharset(document.contentType),
      items: read.items,
      bytes,
      keptBytes: { gzip, br, keys },
      // Whoever asks by date must see that it is another version, though dates have whole seconds.
      madeAt: Math.max(scene.clock.now(), (present?.madeAt ?? 0) + 1000),
      vanished: await vanished.end(),
    }
  } finally {
    vanished.stop()
    for (const each of Object.values(writers)) each.abort()
  }
}

interface ReadItems {
  items: number
  isWhole: boolean
}

async function* pagesOf(
  given: AsyncIterable<readonly DraftItem[]>,
  read: ReadItems,
  onKey: (key: string) => Promise<void>,
): AsyncGenerator<readonly JsonObject[]> {
  for await (const page of given) {
    for (const { key } of page) await onKey(key)
    read.items += page.length
    yield page.map(({ item }) => item)
  }
  read.isWhole = true
}

async function* ledgerItems({
  store,
  place,
  signal,
}: Pick<Drafting, 'store' | 'place' | 'signal'>): AsyncGenerator<readonly DraftItem[]> {
  for (let after = ''; ;) {
    signal.throwIfAborted()
    const cursor = after
    const rows = await store.read((dialect, org) =>
      servedItems(dialect, org, place, cursor, pageSize),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.key
    yield rows.map(({ key, payload }) => ({ key, item: JSON.parse(payload) as JsonObject }))
  }
}

/** Lets the encoder run, and hands on what it gives. */
async function pour(
  scene: Drafting,
  document: DraftForm,
  items: AsyncIterable<readonly JsonObject[]>,
  read: ReadItems,
  writers: readonly PieceWriter[],
): Promise<{ readonly hash: string; readonly bytes: number }> {
  const { signal, waits, place } = scene
  const name = `The document of ${place.connection}.${place.sink}`
  const digest = createHash('sha256')
  let bytes = 0
  let progress = { items: 0, empty: 0 }
  const encoded = document.encode(items)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const step = await settled(encoded.next(), name, { signal, stuckMs: waits.stuckMs })
      if (step.done === true) break
      const piece = bytesOf(step.value, name)
      bytes += piece.length
      const isIdle = piece.length === 0 && read.items === progress.items
      progress = { items: read.items, empty: isIdle ? progress.empty + 1 : 0 }
      if (progress.empty > mostEmpty || bytes > mostBytes)
        throw broken(`${name} has no end: the encoder goes on and on.`)
      if (piece.length === 0) continue
      digest.update(piece)
      await Promise.all(writers.map((writer) => writer.write(piece)))
    }
  } finally {
    // One that is stuck never comes back, and one that has ended has nothing more to say.
    encoded.return?.().then(undefined, () => {})
  }
  if (!read.isWhole)
    throw broken(`${name} was ended after ${read.items} items, before the encoder had read all.`)
  return { hash: digest.digest('base64url').slice(0, 22), bytes }
}

function bytesOf(piece: unknown, name: string): Uint8Array {
  if (typeof piece === 'string') return Buffer.from(piece)
  if (piece instanceof Uint8Array) return piece
  throw broken(`${name} has a piece that is neither text nor bytes.`)
}

function broken(message: string): Error {
  return fault({
    kind: 'contract',
    scope: 'part',
    message,
    hint: 'Tell the author of the connector. The version before is served as it was.',
  })
}

/** What is text is UTF-8, unless its author says otherwise. */
function typeWithCharset(contentType: string): string {
  const isText = /^(text\/|application\/(.+\+)?(json|xml|x-ndjson|ndjson|csv)\b)/i.test(contentType)
  return isText && !/;\s*charset=/i.test(contentType)
    ? `${contentType}; charset=utf-8`
    : contentType
}
