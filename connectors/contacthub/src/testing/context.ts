import { bearer, type Context, type Fetch, type Json } from '@cartograph/core'
import type { SimulatedContacthub } from '@cartograph/simulators/contacthub'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'

export type Given = Partial<z.input<typeof settings>>

/** Settings that reach a simulated workspace; nothing lags there unless it is said. */
export function settingsFor(
  { apiBase, source, workspace }: SimulatedContacthub,
  more: Given = {},
): Settings {
  return settings.parse({
    apiBase,
    token: source.token,
    workspaceId: workspace.id,
    nodeId: workspace.nodeId,
    currency: 'EUR',
    searchLagMs: 0,
    ...more,
  })
}

/** A context that signs as the host does, and asks once, without waiting. */
export function testContext(
  hub: SimulatedContacthub,
  more: Given = {},
  streams: readonly string[] = [],
): Context<Settings> {
  const config = settingsFor(hub, more)
  const { now } = hub.workspace
  const send = (input: string | URL | Request, init?: RequestInit) =>
    globalThis.fetch(bearer(new Request(input, init), config.token))
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  return {
    config,
    account: { timeZone: 'Europe/Rome', currency: 'EUR', country: 'IT' },
    fetch,
    signal: new AbortController().signal,
    now,
    memo: <T extends Json>(_key: string, _freshMs: number, load: () => Promise<T>) => load(),
    url: (of) => `https://cartograph.example/${of}`,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry: false, until: now(), streams },
  }
}

function ignore(): void {}
