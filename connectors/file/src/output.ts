import type { Files } from '@cartograph/core'

export interface Output {
  write(bytes: Uint8Array): Promise<void>
  writeAll(pieces: readonly Uint8Array[]): Promise<void>
  /** Puts the file in its place. */
  close(): Promise<void>
  /** Leaves everything as it was. */
  abort(reason: unknown): Promise<void>
}

const stepBytes = 262_144

/** Writes a file in large steps, whatever the size of its pieces. */
export async function openOutput(files: Files, path: string): Promise<Output> {
  const stream = await files.write(path)
  const writer = stream.getWriter()
  let waiting: Uint8Array[] = []
  let size = 0
  const flush = async () => {
    const bytes = Buffer.concat(waiting)
    waiting = []
    size = 0
    if (bytes.length > 0) await writer.write(bytes)
  }
  const write = async (bytes: Uint8Array) => {
    waiting.push(bytes)
    size += bytes.length
    if (size >= stepBytes) await flush()
  }
  return {
    write,
    writeAll: async (pieces) => {
      for (const piece of pieces) await write(piece)
    },
    close: async () => {
      await flush()
      await writer.close()
    },
    abort: async (reason) => {
      await writer.abort(reason).catch(() => {})
    },
  }
}
