import type { Context } from 'hono'
import type { Actor } from '../access/index.ts'
import type { Permission } from '../rights/index.ts'
import type { Person } from './people/person-caller.ts'

/** On whose behalf a request is answered. */
export interface Asking {
  readonly actor: Actor
  /** The node that the answer is bound to; undefined: the whole organisation. */
  readonly node: string | undefined
  /** What it may do altogether. */
  readonly permissions: readonly Permission[]
  /** Who it is where somebody is signed in; undefined: a token. */
  readonly person: Person | undefined
}

const asking = new WeakMap<Context, Asking>()

/** Who asks, as the guard of the API found out; no route reads the node of a request in another way. */
export function askingOf(context: Context): Asking {
  const found = asking.get(context)
  if (found === undefined) throw new Error('This route is not behind the guard of the API.')
  return found
}

/** Who is signed in, at a route for those who are. */
export function personAsking(context: Context): Person {
  const { person } = askingOf(context)
  if (person === undefined) throw new Error('This route is not for people who are signed in alone.')
  return person
}

/** For the guard alone. */
export function setAsking(context: Context, value: Asking): void {
  asking.set(context, value)
}
