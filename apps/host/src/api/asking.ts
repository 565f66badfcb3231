import type { Context } from 'hono'
import type { Actor } from '../access/index.ts'

/** On whose behalf a request is answered. */
export interface Asking {
  readonly actor: Actor
  /** The node that the answer is bound to; undefined: the whole organisation. */
  readonly node: string | undefined
}

const asking = new WeakMap<Context, Asking>()

/** Who asks, as the guard of the API found out; no route reads the node of a request in another way. */
export function askingOf(context: Context): Asking {
  const found = asking.get(context)
  if (found === undefined) throw new Error('This route is not behind the guard of the API.')
  return found
}

/** For the guard alone. */
export function setAsking(context: Context, value: Asking): void {
  asking.set(context, value)
}
