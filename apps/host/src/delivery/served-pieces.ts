import { once } from 'node:events'
import { pipeline, Readable, type Transform } from 'node:stream'
import { constants, createBrotliCompress, createGzip, createGunzip } from 'node:zlib'
import {
  appendServed,
  readServedChunk,
  type ServedForm,
  type ServedVersion,
  type SinkPlace,
  type Store,
} from '../store/index.ts'

/** A piece in the store: one row, and one transaction. */
const pieceBytes = 512 * 1024
/** Half as slow as the tightest one and nearly as small; a document is packed for every version and fetched now and then. */
const brotliQuality = 5

/** Takes the bytes of one form of a version, packs them and keeps them piece by piece. */
export interface PieceWriter {
  write(bytes: Uint8Array): Promise<void>
  /** Gives back how many bytes were kept. */
  end(): Promise<number>
  abort(): void
}

/** `keep` puts a piece, in base64, into its place. */
export function pieceWriter(
  form: ServedForm,
  keep: (part: number, data: string) => Promise<void>,
): PieceWriter {
  const packer = packerOf(form)
  const kept = keepAll(packer, keep)
  // Whoever waits for it may come late.
  kept.catch(() => packer.destroy())
  return {
    write: async (bytes) => {
      if (packer.destroyed) await kept
      if (!packer.write(bytes)) await Promise.race([once(packer, 'drain'), kept])
    },
    end: async () => {
      packer.end()
      return kept
    },
    abort: () => {
      packer.destroy()
    },
  }
}

function packerOf(form: ServedForm): Transform {
  return form === 'br'
    ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
    : createGzip()
}

async function keepAll(
  packed: AsyncIterable<Buffer>,
  keep: (part: number, data: string) => Promise<void>,
): Promise<number> {
  let waiting: Buffer[] = []
  let size = 0
  let part = 0
  let total = 0
  const flush = async () => {
    const data = Buffer.concat(waiting).toString('base64')
    waiting = []
    size = 0
    await keep(part, data)
    part += 1
  }
  for await (const bytes of packed) {
    waiting.push(bytes)
    size += bytes.length
    total += bytes.length
    if (size >= pieceBytes) await flush()
  }
  if (size > 0) await flush()
  return total
}

/** Keeps pieces of a version as long as nobody else makes one; false then. */
export function keepPiece(
  store: Store,
  place: SinkPlace,
  piece: Parameters<typeof appendServed>[3],
): Promise<boolean> {
  return store.write((dialect, org) => appendServed(dialect, org, place, piece))
}

/**
 * The bytes of one form of a version as they are kept, a piece in the memory at a time.
 *
 * @throws when the version was taken away meanwhile: what was read is not the whole.
 */
export async function* readPieces(
  store: Store,
  place: SinkPlace,
  { id, keptBytes }: ServedVersion,
  form: ServedForm,
): AsyncGenerator<Buffer> {
  let read = 0
  for (let part = 0; read < keptBytes[form]; part += 1) {
    const at = part
    const data = await store.read((dialect, org) =>
      readServedChunk(dialect, org, place, id, form, at),
    )
    if (data === undefined) throw new Error('The version is kept no longer.')
    const bytes = Buffer.from(data, 'base64')
    read += bytes.length
    yield bytes
  }
}

/** What was packed with gzip, as it was before. */
export function unpacked(pieces: AsyncIterable<Buffer>): Readable {
  const gunzip = createGunzip()
  // Whoever reads it meets the error.
  pipeline(Readable.from(pieces, { objectMode: false }), gunzip, () => {})
  return gunzip
}
