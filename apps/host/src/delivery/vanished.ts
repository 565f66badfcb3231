import type { ServedVersion, SinkPlace, Store } from '../store/index.ts'
import { readPieces, unpacked } from './served-pieces.ts'

/** Counts, while the keys of the next version come in their order, which keys of the present one do not. */
export interface VanishedCount {
  next(key: string): Promise<void>
  /** No more keys come: how many vanished. */
  end(): Promise<number>
  stop(): void
}

const nothing: VanishedCount = { next: async () => {}, end: async () => 0, stop: () => {} }

/** Both are read beside each other, so that neither is ever held as a whole. */
export function countVanished(
  store: Store,
  place: SinkPlace,
  present: ServedVersion | undefined,
): VanishedCount {
  if (present === undefined) return nothing
  const input = unpacked(readPieces(store, place, present, 'keys'))
  const lines = linesOf(input)
  let waiting: string | undefined
  let isBegun = false
  let vanished = 0
  const following = async () => {
    isBegun = true
    const { value, done } = await lines.next()
    return done === true ? undefined : value
  }
  return {
    next: async (key) => {
      if (!isBegun) waiting = await following()
      while (waiting !== undefined && compareBytes(waiting, key) < 0) {
        vanished += 1
        waiting = await following()
      }
      if (waiting === key) waiting = await following()
    },
    end: async () => {
      if (!isBegun) waiting = await following()
      while (waiting !== undefined) {
        vanished += 1
        waiting = await following()
      }
      return vanished
    },
    stop: () => {
      input.destroy()
    },
  }
}

/** The lines of a text; what else may end a line elsewhere may stand in a key. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
  return undefined
}

/** As databases order text byte by byte; JavaScript orders it by other units. */
export function compareBytes(first: string, second: string): number {
  return first === second ? 0 : Buffer.compare(Buffer.from(first), Buffer.from(second))
}
