import { createHash } from 'node:crypto'

/** The bytes of a file that are at hand; what is taken is hashed and gone. */
export interface ByteWindow {
  bytes(): Buffer
  /** Bytes that were taken so far. */
  offset(): number
  /** Adds what comes next; false at the end of the file. */
  more(): Promise<boolean>
  take(length: number): void
  /** SHA-256 in hex of all that was taken. */
  digest(): string
  close(): Promise<void>
}

/** `isHashed: false` saves the hash where nobody asks for it; its digest is then that of nothing. */
export function byteWindow(
  chunks: AsyncGenerator<Buffer, void>,
  { isHashed = true }: { readonly isHashed?: boolean } = {},
): ByteWindow {
  const hash = createHash('sha256')
  let held: Buffer = Buffer.alloc(0)
  let offset = 0
  return {
    bytes: () => held,
    offset: () => offset,
    more: async () => {
      const step = await chunks.next()
      if (step.done === true) return false
      held = held.length === 0 ? step.value : Buffer.concat([held, step.value])
      return true
    },
    take: (length) => {
      if (isHashed) hash.update(held.subarray(0, length))
      held = held.subarray(length)
      offset += length
    },
    digest: () => hash.copy().digest('hex'),
    close: async () => {
      await chunks.return()
    },
  }
}

/** SHA-256 in hex. */
export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Takes bytes up to an offset; false where the file ends before it. */
export async function takeUntil(window: ByteWindow, offset: number): Promise<boolean> {
  for (;;) {
    const wanted = offset - window.offset()
    window.take(Math.min(wanted, window.bytes().length))
    if (window.offset() === offset) return true
    if (!(await window.more())) return false
  }
}
