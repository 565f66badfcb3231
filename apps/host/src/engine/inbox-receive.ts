import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { faultOf, type Fault, type Registration } from '@cartograph/core'
import type { WaitingWebhook } from '../store/index.ts'
import type { KeepWebhook } from './inbox-keep.ts'
import { keptHeaders, webhookRequest } from './inbox-request.ts'
import type { Registrations } from './recent-registrations.ts'
import { webhookContext, webhookOf, type ConnectionScene } from './connection-scene.ts'

/** A request that came to a connection's address. */
export interface Arrival {
  readonly receivedAt: number
  readonly method: string
  /** Path and query below the address. */
  readonly target: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

export type Reception =
  | { readonly status: 'stored'; readonly webhook: WaitingWebhook }
  /** For good: the vendor is not who it says, or the connector does not take this. */
  | { readonly status: 'refused'; readonly answer: number; readonly fault: Fault }
  /** Not stored: the vendor is to deliver it again. */
  | { readonly status: 'unavailable'; readonly answer: number; readonly fault: Fault }

/** What the webhooks of a connection share. */
export interface ReceivingTools {
  readonly registered: Registrations
  readonly keep: KeepWebhook
}

/**
 * Verifies a webhook on its raw bytes and commits it. Only what is committed may be answered as received.
 */
export async function receiveWebhook(
  scene: ConnectionScene,
  arrival: Arrival,
  { registered, keep }: ReceivingTools,
): Promise<Reception> {
  const { connection } = scene
  const hook = webhookOf(scene)
  const unavailable = (error: unknown): Reception => ({
    status: 'unavailable',
    answer: hook.unavailable ?? 503,
    fault: faultOf(error, `${connection.id}, webhook`),
  })
  try {
    await verify(scene, arrival, registered)
  } catch (error) {
    const found = faultOf(error, `${connection.id}, webhook`)
    if (found.kind !== 'auth') return unavailable(error)
    return { status: 'refused', answer: hook.refused ?? 401, fault: found }
  }
  const webhook: WaitingWebhook = {
    ...arrival,
    headers: keptHeaders(arrival.headers),
    id: randomUUID(),
    connection: connection.id,
    attempts: 0,
  }
  try {
    await keep(webhook)
    return { status: 'stored', webhook }
  } catch (error) {
    return unavailable(error)
  }
}

/** Nobody is refused before it was looked whether the vendor was told something else a moment ago. */
async function verify(
  scene: ConnectionScene,
  arrival: Arrival,
  registered: Registrations,
): Promise<void> {
  const hook = webhookOf(scene)
  const address = scene.engine.url?.(scene.connection.id, 'webhook') ?? 'http://localhost'
  const against = (known: readonly Registration[]) =>
    hook.verify(webhookContext(scene, arrival.receivedAt), webhookRequest(arrival, address), known)
  const before = await registered(false)
  try {
    await against(before)
  } catch (error) {
    const now = await registered(true)
    if (isDeepStrictEqual(now, before)) throw error
    await against(now)
  }
}
