import type { Configuration } from '../config/index.ts'
import { localWakes, sharedWakes, type WakeOptions, type Wakes } from '../queue/index.ts'
import { isPostgres } from '../store/index.ts'

/**
 * How many keys of each kind of work a process looks at at the same time, where several processes share the work: each kind
 * has places of its own, so that long readings never take those of webhooks and deliveries.
 */
const places = {
  sync: 8,
  slices: 2,
  inbox: 8,
  delivery: 8,
  registration: 2,
  customers: 1,
  rates: 1,
  vouchers: 1,
  figures: 1,
  segments: 1,
  campaigns: 1,
  erasures: 1,
  removals: 1,
  notices: 1,
  quota: 1,
  'product-feeds': 2,
  carts: 1,
  automations: 1,
  'automation-steps': 1,
}

/** Wakes among all processes of a store: within this one for a file, over the database where that is a server. */
export function openWakes(
  { store, organisation }: Configuration,
  options: WakeOptions,
): Promise<Wakes> {
  return isPostgres(store)
    ? sharedWakes({ ...options, address: store, organisation, places })
    : Promise.resolve(localWakes(options))
}
