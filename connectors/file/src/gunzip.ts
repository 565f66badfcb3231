import { createGunzip } from 'node:zlib'
import { fault } from '@cartograph/core'

/** Compressed bytes that are given to the decompressor at once: their contents stay below some megabytes. */
const stepBytes = 8_192

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * The contents of gzip bytes, one or several members.
 *
 * What is whole is given before a fault is thrown, so that rows before a cut are not lost.
 *
 * @throws a `config` fault where the bytes end too early or are damaged.
 */
export async function* gunzip(
  compressed: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<Buffer, void> {
  const engine = createGunzip({ chunkSize: 65_536 })
  const ready: Buffer[] = []
  const failures: NodeJS.ErrnoException[] = []
  const closed = new Promise<void>((resolve) => {
    engine.once('close', resolve)
  })
  engine.on('data', (chunk: Buffer) => ready.push(chunk))
  engine.on('error', (error) => failures.push(error))
  try {
    for await (const chunk of compressed) {
      for (let at = 0; at < chunk.length && failures.length === 0; at += stepBytes) {
        await written(engine, chunk.subarray(at, at + stepBytes))
        yield* ready.splice(0)
      }
      if (failures.length > 0) break
    }
    if (failures.length === 0) engine.end()
    await closed
    yield* ready.splice(0)
    const [failure] = failures
    if (failure !== undefined) throw damaged(failure, name)
  } finally {
    engine.destroy()
  }
}

/** Settles when the bytes are decompressed, or never will be. */
function written(engine: ReturnType<typeof createGunzip>, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      engine.off('close', done)
      resolve()
    }
    engine.once('close', done)
    engine.write(bytes, done)
  })
}

function damaged(error: NodeJS.ErrnoException, name: string): Error {
  const isCut = error.code === 'Z_BUF_ERROR'
  return fault(
    {
      kind: 'config',
      scope: 'part',
      message: isCut
        ? `${name} is cut off: its gzip data ends too early.`
        : `${name} is damaged: its gzip data cannot be unpacked (${error.code ?? 'unknown'}).`,
      hint: 'The rows up to there are kept, and nothing is deleted. Put a whole copy of the file in its place.',
    },
    error,
  )
}
