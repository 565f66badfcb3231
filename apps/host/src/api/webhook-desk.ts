import { randomUUID } from 'node:crypto'
import { fault } from '@cartograph/core'
import { connectionNamed, type Installation } from '../connections/index.ts'
import {
  connectionScene,
  registersItself,
  registerWebhooks,
  registrationState,
  removeWebhooks,
  type ConnectionScene,
} from '../engine/index.ts'
import { engineClock } from '../queue/index.ts'
import { addressBook, type AddressBook, calledParts, knownParts } from '../work/index.ts'
import { countWebhooks, ensureAddresses, newAddressToken, newestWebhook } from '../store/index.ts'

/** What is known of the webhooks and surfaces of one connection, without any secret of the vendor's. */
export interface WebhookState {
  readonly connection: string
  /** What vendors call; missing before the first registration, and where the host has no public address. */
  readonly address?: string
  /** Does the connector take webhooks at all? Else only its surfaces are called. */
  readonly takesWebhooks: boolean
  /** Does it tell its vendor by itself? Else the address is entered there by hand. */
  readonly registersItself: boolean
  /** What registering and verifying take, in the vendor's words. */
  readonly permissions: readonly string[]
  readonly registered: readonly { readonly id: string; readonly topic?: string }[]
  readonly checkedAt?: string
  /** When the newest of those that are still kept came. */
  readonly receivedAt?: string
  readonly waiting: number
  readonly failed: number
  /** Addresses at which the connector answers calls of its own. */
  readonly surfaces: readonly { readonly name: string; readonly address: string }[]
}

export interface WebhookOptions {
  /** Default: every connection whose connector takes webhooks. */
  readonly connections: readonly string[]
  readonly signal: AbortSignal
}

/** Tells vendors where their webhooks go. */
export function registerAll(
  installation: Installation,
  options: WebhookOptions,
): Promise<readonly WebhookState[]> {
  return forEach(installation, options, { makes: true }, async (scene) => {
    // Where the vendor is told by hand, there is nothing to do here but to have an address.
    if (registersItself(scene)) await registerWebhooks(scene)
  })
}

/** Says how the webhooks stand; asks no vendor and changes nothing. */
export function showAll(
  installation: Installation,
  options: WebhookOptions,
): Promise<readonly WebhookState[]> {
  return forEach(installation, options, { makes: false }, async () => {})
}

/** Takes the webhooks away from their vendors. */
export function removeAll(
  installation: Installation,
  options: WebhookOptions,
): Promise<readonly WebhookState[]> {
  return forEach(installation, options, { makes: false }, async (scene) => {
    await removeWebhooks(scene)
  })
}

async function forEach(
  installation: Installation,
  { connections, signal }: WebhookOptions,
  { makes }: { readonly makes: boolean },
  work: (scene: ConnectionScene) => Promise<void>,
): Promise<readonly WebhookState[]> {
  const { configuration, store, lines } = installation
  const ids = connections.length > 0 ? connections : [...configuration.connections.keys()]
  const clock = engineClock(store.now)
  const addresses = await addressBook(store, configuration.host?.url)
  const engine = { clock, url: (id: string, part: string) => addresses.urlOf(id, part) }
  const states: WebhookState[] = []
  for (const id of ids) {
    const connection = connectionNamed(configuration, id)
    const line = lines.of(connection)
    const parts = await knownParts(store, connection)
    const called = calledParts(parts)
    if (called.length === 0) {
      if (connections.length > 0) throw neverCalled(id)
      continue
    }
    const given = { store, connection, line, parts, signal, owner: randomUUID(), engine }
    const scene = connectionScene(given)
    if (makes) {
      const missing = called.map((part) => ({ connection: id, part, token: newAddressToken() }))
      await store.write((dialect, org) => ensureAddresses(dialect, org, missing))
      await addresses.renew()
    }
    if (parts.webhook !== undefined) await work(scene)
    states.push(await stateOf(scene, addresses))
  }
  return states
}

function neverCalled(id: string): Error {
  return fault({
    kind: 'config',
    message: `${id} takes no webhooks: its connector has none, and no surfaces.`,
  })
}

async function stateOf(scene: ConnectionScene, addresses: AddressBook): Promise<WebhookState> {
  const { store, connection, parts } = scene
  const address = addresses.urlOf(connection.id, 'webhook')
  const surfaces = Object.keys(parts.surfaces ?? {}).flatMap((name) => {
    const own = addresses.urlOf(connection.id, `surfaces.${name}`)
    return own === undefined ? [] : [{ name, address: own }]
  })
  const state = await registrationState(scene)
  const [counts, receivedAt] = await store.read(function* (dialect, org) {
    return [
      yield* countWebhooks(dialect, org, connection.id),
      yield* newestWebhook(dialect, org, connection.id),
    ] as const
  })
  return {
    connection: connection.id,
    ...(address !== undefined && { address }),
    takesWebhooks: parts.webhook !== undefined,
    registersItself: registersItself(scene),
    permissions: parts.webhook?.permissions ?? [],
    registered: (state?.registered ?? []).map(({ id, topic }) =>
      topic === undefined ? { id } : { id, topic },
    ),
    ...(state !== undefined && { checkedAt: new Date(state.checkedAt).toISOString() }),
    ...(receivedAt !== undefined && { receivedAt: new Date(receivedAt).toISOString() }),
    waiting: counts.open ?? 0,
    failed: counts.failed ?? 0,
    surfaces,
  }
}
