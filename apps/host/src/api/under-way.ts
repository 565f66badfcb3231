import type { Context, Next } from 'hono'

/** Requests that are being answered. */
export interface UnderWay {
  readonly counted: (context: Context, next: Next) => Promise<void>
  /** For an answer that is written after its request was left: to be called before that, and what it gives back once all is written. */
  begin(): () => void
  /** Settles when none is left. */
  ended(): Promise<void>
}

export function requestsUnderWay(): UnderWay {
  let count = 0
  let none = Promise.withResolvers<void>()
  none.resolve()
  const begin = () => {
    if (count === 0) none = Promise.withResolvers<void>()
    count += 1
    return () => {
      count -= 1
      if (count === 0) none.resolve()
    }
  }
  return {
    counted: async (_context, next) => {
      const end = begin()
      try {
        await next()
      } finally {
        end()
      }
    },
    begin,
    ended: () => none.promise,
  }
}
