import type { Files } from '@cartograph/core'
import { rawBytes } from '../bytes.ts'

export interface ByteRanges {
  /** The bytes of a range, fewer where the file ends before it does. */
  read(from: number, length: number): Promise<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

/** Reads ranges of a file; ranges that follow each other come out of one stream. */
export function byteRanges(files: Files, path: string): ByteRanges {
  let stream: AsyncGenerator<Buffer, void> | undefined
  let held = Buffer.alloc(0)
  let at = 0
  const close = async () => {
    await stream?.return()
    stream = undefined
  }
  return {
    close,
    read: async (from, length) => {
      if (stream === undefined || from !== at) {
        await close()
        stream = rawBytes(files, path, from)
        held = Buffer.alloc(0)
        at = from
      }
      const pieces: Buffer[] = [held]
      let size = held.length
      while (size < length) {
        const step = await stream.next()
        if (step.done === true) break
        pieces.push(step.value)
        size += step.value.length
      }
      const all = pieces.length === 1 ? held : Buffer.concat(pieces)
      const wanted = new Uint8Array(all.subarray(0, length))
      held = all.subarray(length)
      at += wanted.length
      return wanted
    },
  }
}
