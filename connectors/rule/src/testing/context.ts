import { bearer, type Context, type Fetch } from '@cartograph/core'
import type { SimulatedRule } from '@cartograph/simulators/rule'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'

/** A context that signs as the host does, and asks once, without waiting. */
export function testContext(
  { apiBase, apiKey, account }: SimulatedRule,
  more: Partial<z.input<typeof settings>> = {},
  { dry = false }: { readonly dry?: boolean } = {},
): Context<Settings> {
  const config = settings.parse({ apiBase, apiKey, ...more })
  const send = (input: string | URL | Request, init?: RequestInit) =>
    globalThis.fetch(bearer(new Request(input, init), config.apiKey))
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  return {
    config,
    account: { timeZone: 'Europe/Stockholm', currency: 'SEK', country: 'SE' },
    fetch,
    signal: new AbortController().signal,
    now: account.now,
    memo: (_key, _freshMs, load) => load(),
    url: () => 'https://cartograph.example/hooks/abc',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry, until: account.now(), streams: [] },
  }
}

function ignore(): void {}
