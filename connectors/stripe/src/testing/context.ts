import type { Context, Fetch } from '@cartograph/core'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'
import { signRequest } from '../sign.ts'

export interface Given extends Partial<z.input<typeof settings>> {
  /** Default the 1st of November 2026. */
  readonly now?: number
  /** Default: all that are asked about. */
  readonly streams?: readonly string[]
  /** Replaces the network. */
  readonly answer?: (request: Request) => Response | Promise<Response>
  /** Every request, as it went out. */
  readonly sent?: Request[]
  readonly url?: string
}

export const november = Date.UTC(2026, 10, 1)
export const testKey = 'rk_test_51TestAccount00000Secret'

/** A context that signs as the host does, remembers nothing but the memo, and asks without waiting. */
export function testContext(given: Given = {}): Context<Settings> {
  const { now = november, streams = [], answer, sent, url, ...config } = given
  const parsed = settings.parse({ secretKey: testKey, ...config })
  const memos = new Map<string, Promise<unknown>>()
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    const signed = signRequest(new Request(input, init), { config: parsed })
    sent?.push(signed.clone())
    return answer === undefined ? globalThis.fetch(signed) : answer(signed)
  }
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  return {
    config: parsed,
    account: { timeZone: 'UTC', currency: 'EUR', country: 'SE' },
    fetch,
    signal: new AbortController().signal,
    now: () => now,
    memo: (key, _freshMs, load) => {
      const kept = memos.get(key) ?? load()
      memos.set(key, kept)
      return kept as ReturnType<typeof load>
    },
    url: () => url ?? 'https://cartograph.example/webhooks/abc',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry: false, until: now, streams },
  }
}

function ignore(): void {}
