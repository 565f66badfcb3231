import type { Context, Fetch } from '@cartograph/core'
import type { SimulatedRaptor } from '@cartograph/simulators/raptor'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'

export const streamIds = {
  products: '5f0c1a8e-2f6b-4b7e-9d53-0d2f6c7f9a10',
  persons: '5f0c1a8e-2f6b-4b7e-9d53-0d2f6c7f9a11',
  orderLines: '5f0c1a8e-2f6b-4b7e-9d53-0d2f6c7f9a12',
} as const

/** Settings that reach a simulated account, with all its keys. */
export function settingsFor({ customerId, keys, addresses }: SimulatedRaptor) {
  return { customerId, ...keys, streams: streamIds, addresses, shop: 'shop' }
}

/** A context that asks once, without waiting. */
export function testContext(
  raptor: SimulatedRaptor,
  more: Partial<z.input<typeof settings>> = {},
): Context<Settings> {
  const fetch: Fetch = Object.assign(globalThis.fetch, { with: () => fetch })
  return {
    config: settings.parse({ ...settingsFor(raptor), ...more }),
    account: { timeZone: 'Europe/Copenhagen', currency: 'DKK', country: 'DK' },
    fetch,
    signal: new AbortController().signal,
    now: raptor.account.now,
    memo: (_key, _freshMs, load) => load(),
    url: () => 'https://cartograph.example/hooks/abc',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry: false, until: raptor.account.now(), streams: [] },
  }
}

function ignore(): void {}
