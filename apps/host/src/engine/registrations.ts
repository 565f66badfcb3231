import { fault, type Registration } from '@cartograph/core'
import {
  dropRegistrations,
  readRegistrations,
  writeRegistrations,
  type RegistrationState,
} from '../store/index.ts'
import { connectionContext } from '../connections/index.ts'
import { enabledStreams, webhookOf, type ConnectionScene } from './connection-scene.ts'

/** Does the connector tell its vendor by itself where webhooks go? Else somebody enters the address there. */
export function registersItself({ parts }: ConnectionScene): boolean {
  return parts.webhook?.register !== undefined
}

/** What the vendor was told, and when that was last looked at. */
export function registrationState(scene: ConnectionScene): Promise<RegistrationState | undefined> {
  const { store, connection } = scene
  return store.read((dialect, org) => readRegistrations(dialect, org, connection.id))
}

/**
 * Tells the vendor where its webhooks go, or looks whether it still knows: some switch them off in silence.
 *
 * @throws a `config` fault where the connector cannot, or where the host has no public address.
 */
export async function registerWebhooks(scene: ConnectionScene): Promise<readonly Registration[]> {
  const { store, connection, clock, engine } = scene
  const hook = webhookOf(scene)
  if (hook.register === undefined)
    throw fault({
      kind: 'config',
      message: `${connection.id}: its connector cannot register webhooks by itself.`,
      hint: 'Enter the address that `cartograph webhooks show` prints in the settings of the vendor.',
    })
  const url = engine.url?.(connection.id, 'webhook')
  if (url === undefined)
    throw fault({
      kind: 'config',
      path: ['host', 'url'],
      message: `${connection.id}: vendors cannot be told where to send webhooks, because the host has no public address.`,
      hint: 'Set `host: { url: https://… }` in the configuration to where vendors reach this host.',
    })
  const before = await registrationState(scene)
  const registered = await hook.register(contextOf(scene), url, before?.registered ?? [])
  await store.write((dialect, org) =>
    writeRegistrations(dialect, org, connection.id, registered, clock.now()),
  )
  return registered
}

/** Takes the webhooks of a connection away from its vendor. */
export async function removeWebhooks(scene: ConnectionScene): Promise<readonly Registration[]> {
  const { store, connection } = scene
  const state = await registrationState(scene)
  const registered = state?.registered ?? []
  const hook = webhookOf(scene)
  if (hook.unregister === undefined && registered.length > 0)
    throw fault({
      kind: 'config',
      message: `${connection.id}: its connector cannot take webhooks away by itself.`,
      hint: 'Remove them in the settings of the vendor.',
    })
  if (registered.length > 0) await hook.unregister?.(contextOf(scene), registered)
  await store.write((dialect, org) => dropRegistrations(dialect, org, connection.id))
  return registered
}

function contextOf(scene: ConnectionScene) {
  const { line, clock, signal, engine } = scene
  return connectionContext(line, {
    ...engine,
    clock,
    signal,
    dry: false,
    streams: enabledStreams(scene),
  })
}
