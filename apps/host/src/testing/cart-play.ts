/** What a suite needs that plays carts in virtual time: the follower of persons, what is written about carts, and what came of it. */
import {
  cartFigures,
  listCarts,
  workCarts,
  type CartFigures,
  type ShownCart,
} from '../automation/index.ts'
import type { Configuration } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { followCustomers } from '../customers/index.ts'
import { engineClock } from '../queue/index.ts'
import { openStore } from '../store/index.ts'
import { cartScene } from '../work/index.ts'
import { writePlayedRows, type PlayedRow } from './played-rows.ts'

export type { PlayedRow } from './played-rows.ts'

export interface CartPlay {
  /** Writes rows as a connection would that is read, and does what is due at an instant. */
  step(rows: readonly PlayedRow[], at: number): Promise<void>
  figures(to: number): Promise<CartFigures>
  carts(to: number): Promise<readonly ShownCart[]>
  close(): Promise<void>
}

/** Opens the store of a configuration whose clock stands where each step says. */
export async function openCartPlay(configuration: Configuration): Promise<CartPlay> {
  const { store: address, organisation } = configuration
  const store = await openStore({ store: address, organisation })
  let at = 0
  const now = () => at
  const { signal } = new AbortController()
  const installation = {
    configuration,
    store,
    lines: openLines(),
    // Requests wait in the time of this machine, which goes on while the carts' clock stands.
    clock: engineClock(Date.now),
    now,
    engine: {},
  }
  const scene = await cartScene(installation, { signal, retryAfterMs: () => 600_000 })
  return {
    step: async (rows, instant) => {
      at = instant
      await writePlayedRows(store, rows, at)
      await followCustomers(store, { signal, now })
      await workCarts(scene)
    },
    figures: (to) => cartFigures(store, { from: 0, to }),
    carts: (to) => listCarts(store, { from: 0, to, limit: 1_000_000 }),
    close: () => store.close(),
  }
}
