import type { Parcel, Peer } from '../peer.ts'
import type { Wish } from '../protocol.ts'

type Without<Type, Name extends string> = Type extends unknown ? Omit<Type, Name> : never
/** Asks the host for something that the context of a call can do. */
export type Want = (
  wish: Without<Wish, 'of'>,
  more?: { readonly bytes?: Uint8Array | undefined; readonly signal?: AbortSignal },
) => Promise<Parcel>

/** What a context is made of. */
export interface CallScene {
  readonly peer: Peer
  readonly call: number
  readonly signal: AbortSignal
  /** Keeps a function for the host to call, and gives its number; `forget` when it has been. */
  readonly callbacks: {
    keep(work: () => Promise<unknown>): number
    forget(callback: number): void
  }
}
