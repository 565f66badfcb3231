import { bearer, type Context, type Fetch } from '@cartograph/core'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'

/** A context that signs as the host does, and asks once, without waiting. */
export function testContext(config: z.input<typeof settings>): Context<Settings> {
  const parsed = settings.parse(config)
  const { token } = parsed
  const send = (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init)
    return globalThis.fetch(token === undefined ? request : bearer(request, token))
  }
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  return {
    config: parsed,
    account: { timeZone: 'UTC', currency: 'EUR', country: 'SE' },
    fetch,
    signal: new AbortController().signal,
    now: () => Date.UTC(2026, 10, 1),
    memo: (_key, _freshMs, load) => load(),
    url: () => 'https://cartograph.example/hooks/abc',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry: false, until: Date.UTC(2026, 10, 1), streams: [] },
  }
}

function ignore(): void {}
