import type { Context, Fetch } from '@cartograph/core'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'
import { signRequest } from '../signing.ts'

/** A context that signs as the host does, and asks once, without waiting. */
export function testContext(config: z.input<typeof settings>, now = Date.now()): Context<Settings> {
  const parsed = settings.parse(config)
  const send = async (input: string | URL | Request, init?: RequestInit) =>
    globalThis.fetch(
      await signRequest(new Request(input, init), { config: parsed, now: () => now }),
    )
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  return {
    config: parsed,
    account: { timeZone: 'UTC', currency: 'EUR', country: 'SE' },
    fetch,
    signal: new AbortController().signal,
    now: () => now,
    memo: (_key, _freshMs, load) => load(),
    url: () => 'https://cartograph.example/hooks/abc',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry: false, until: now, streams: [] },
  }
}

function ignore(): void {}
