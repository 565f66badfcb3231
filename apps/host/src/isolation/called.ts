import type { Context, SurfaceContext, Transaction } from '@cartograph/core'

/** What one call into a connector has open in the host. */
export interface Called {
  readonly context: Context<unknown> | undefined
  /** Bodies, files and lists that are handed over piece by piece. */
  readonly sources: Map<number, AsyncIterator<unknown>>
  readonly writers: Map<number, WritableStreamDefaultWriter<Uint8Array>>
  transaction?: Transaction | undefined
  /** What a `put` of the transaction threw, which the connector does not wait for. */
  putError?: unknown
}

/** The calls that are under way, by their numbers. */
export interface CalledBook {
  readonly begin: (context: Context<unknown> | undefined) => number
  of(call: number): Called
  find(call: number): Called | undefined
  /** Lets go of what the connector left open. */
  readonly end: (call: number) => void
  count(): number
}

export function calledBook(): CalledBook {
  const calls = new Map<number, Called>()
  let last = 0
  return {
    begin: (context) => {
      last += 1
      calls.set(last, { context, sources: new Map(), writers: new Map() })
      return last
    },
    find: (call) => calls.get(call),
    of: (call) => {
      const called = calls.get(call)
      if (called === undefined) throw new Error('The call that this is asked for is over.')
      return called
    },
    end: (call) => {
      const called = calls.get(call)
      calls.delete(call)
      for (const source of called?.sources.values() ?? []) source.return?.().catch(() => {})
      for (const writer of called?.writers.values() ?? []) writer.abort().catch(() => {})
    },
    count: () => calls.size,
  }
}

export function contextOf({ context }: Called): Context<unknown> {
  if (context === undefined) throw new Error('This function has no context.')
  return context
}

export function surfaceOf(called: Called): SurfaceContext<unknown> {
  const context = contextOf(called)
  if ('transact' in context) return context as SurfaceContext<unknown>
  throw new Error('This function has no context of a surface.')
}
