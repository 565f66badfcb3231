import { attached } from '../telemetry/index.ts'

/** Places for the slices that a process reads of one connection at the same time. */
export interface SlicePlaces {
  /**
   * Reads a slice of a stream once there is a place for it.
   *
   * A stream has half of the places at the most while `othersOpen`: vendors limit each of their lists, and two get through sooner side by side
   * than one after the other.
   */
  take<Result>(
    of: { readonly stream: string; readonly othersOpen: () => Promise<boolean> },
    read: () => Promise<Result>,
  ): Promise<Result>
}

interface Waiting {
  readonly stream: string
  readonly othersOpen: () => Promise<boolean>
  readonly begin: () => void
}

/** Any number of places where `most` is infinite. */
export function slicePlaces(most: number): SlicePlaces {
  const share = Math.ceil(most / 2)
  const inHand: string[] = []
  const waiting: Waiting[] = []
  let admitting = Promise.resolve()
  const isFull = () => inHand.length >= most
  const hasItsShare = (stream: string) => inHand.filter((each) => each === stream).length >= share
  const admitAll = async () => {
    for (const each of waiting.slice()) {
      if (isFull()) return
      const { stream, othersOpen, begin } = each
      if (hasItsShare(stream) && (await othersOpen().catch(() => false))) continue
      waiting.splice(waiting.indexOf(each), 1)
      inHand.push(stream)
      begin()
    }
  }
  /** One after the other, so that no place is given twice. */
  const admit = () => {
    admitting = admitting.then(admitAll)
  }
  return {
    take: async ({ stream, othersOpen }, read) => {
      const own = attached(read)
      if (most === Number.POSITIVE_INFINITY) return own()
      await new Promise<void>((begin) => {
        waiting.push({ stream, othersOpen, begin })
        admit()
      })
      try {
        return await own()
      } finally {
        inHand.splice(inHand.indexOf(stream), 1)
        admit()
      }
    },
  }
}
