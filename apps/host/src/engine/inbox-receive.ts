import { randomUUID } from 'node:crypto'
import { faultOf, type Fault } from '@cartograph/core'
import { addWebhook, readRegistrations, type WaitingWebhook } from '../store/index.ts'
import { keptHeaders, webhookRequest } from './inbox-request.ts'
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

/**
 * Verifies a webhook on its raw bytes and commits it. Only what is committed may be answered as received.
 */
export async function receiveWebhook(scene: ConnectionScene, arrival: Arrival): Promise<Reception> {
  const { store, connection, engine } = scene
  const hook = webhookOf(scene)
  const unavailable = (error: unknown): Reception => ({
    status: 'unavailable',
    answer: hook.unavailable ?? 503,
    fault: faultOf(error, `${connection.id}, webhook`),
  })
  try {
    const address = engine.url?.(connection.id, 'webhook') ?? 'http://localhost'
    const state = await store.read((dialect, org) => readRegistrations(dialect, org, connection.id))
    await hook.verify(
      webhookContext(scene, arrival.receivedAt),
      webhookRequest(arrival, address),
      state?.registered ?? [],
    )
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
    await store.write((dialect, org) => addWebhook(dialect, org, webhook))
    return { status: 'stored', webhook }
  } catch (error) {
    return unavailable(error)
  }
}
