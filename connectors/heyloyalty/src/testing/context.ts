import type { Context, Fetch, Json } from '@cartograph/core'
import type { SimulatedHeyloyalty } from '@cartograph/simulators/heyloyalty'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'
import { sign } from '../sign.ts'

export type Given = Partial<z.input<typeof settings>>

/** Settings that reach a simulated account. */
export function settingsFor(account: SimulatedHeyloyalty, more: Given = {}): Settings {
  const { apiBase, apiKey, apiSecret, orderBase, trackingId } = account
  return settings.parse({
    apiBase,
    apiKey,
    apiSecret,
    orderImportBase: orderBase,
    trackingId,
    contactEmail: 'marketing@shop.example',
    list: account.list.id,
    ...more,
  })
}

/** A context that signs as the host does, and asks once, without waiting. */
export function testContext(
  account: SimulatedHeyloyalty,
  more: Given = {},
  { dry = false }: { readonly dry?: boolean } = {},
): Context<Settings> {
  const config = settingsFor(account, more)
  const { now } = account.account
  const send = (input: string | URL | Request, init?: RequestInit) =>
    globalThis.fetch(sign(new Request(input, init), context))
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  const context: Context<Settings> = {
    config,
    account: { timeZone: 'Europe/Copenhagen', currency: 'DKK', country: 'DK' },
    fetch,
    signal: new AbortController().signal,
    now,
    memo: <T extends Json>(_key: string, _freshMs: number, load: () => Promise<T>) => load(),
    url: (of) => `https://cartograph.example/${of}`,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry, until: now(), streams: [] },
  }
  return context
}

function ignore(): void {}
