import type { Files } from '@cartograph/core'
import type { Frame } from './frame.ts'

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

/** An output of rows that closes the frame around them: the last of them has no separator. */
export function framedOutput(output: Output, frame: Frame | undefined): Output {
  if (frame === undefined) return output
  let held: Uint8Array = Buffer.alloc(0)
  const write = async (bytes: Uint8Array) => {
    if (bytes.length === 0) return
    await output.write(held)
    held = bytes
  }
  return {
    write,
    writeAll: async (pieces) => {
      for (const piece of pieces) await write(piece)
    },
    close: async () => {
      const separator = Buffer.from(`${frame.separator}\n`)
      const isRow =
        frame.separator !== '' && Buffer.from(held).subarray(-separator.length).equals(separator)
      if (isRow)
        await output.write(Buffer.concat([held.subarray(0, -separator.length), Buffer.from('\n')]))
      else await output.write(held)
      await output.write(Buffer.from(`${frame.foot}\n`))
      await output.close()
    },
    abort: (reason) => output.abort(reason),
  }
}
