import { faultOf } from '@cartograph/core'
import {
  registersItself,
  registerWebhooks,
  registrationState,
  type ConnectionScene,
} from '../engine/index.ts'
import { isPaused } from '../store/index.ts'
import { underLease } from './held.ts'
import { dayMs, retryAfter, type Host } from './host.ts'

/** Tells the vendors where their webhooks go, and looks daily whether they still know. */
export interface RegistrationRounds {
  /**
   * Registers the webhooks of a connection where that is due. Never fails: what went wrong is in the log. 'busy': another
   * process is at it.
   */
  visit(scene: ConnectionScene): Promise<'busy' | undefined>
}

export function registrationRounds(
  host: Host,
  onRegistered: () => Promise<void>,
): RegistrationRounds {
  const { clock, log, waits, signal, engine } = host
  const troubles = new Map<string, { readonly failures: number; readonly restUntil: number }>()
  const visiting = new Map<string, Promise<'busy' | undefined>>()
  const warned = new Set<string>()
  const register = async (scene: ConnectionScene) => {
    const { id } = scene.connection
    if (engine.url?.(id, 'webhook') === undefined) {
      if (!warned.has(id))
        log({
          level: 'warn',
          connection: id,
          message:
            'Its webhooks are not registered, because the host has no public address: set `host: { url: https://… }` in the configuration.',
        })
      warned.add(id)
      return undefined
    }
    const isFresh = async () => {
      const state = await registrationState(scene)
      return state !== undefined && state.checkedAt > clock.now() - dayMs
    }
    if (await isFresh()) return undefined
    if (await host.store.read((dialect, org) => isPaused(dialect, org, id))) return undefined
    return underLease(host, `registration ${id}`, async () => {
      if (await isFresh()) return undefined
      const registered = await registerWebhooks(scene)
      await onRegistered()
      troubles.delete(id)
      const message = `Webhooks are registered (${registered.length}).`
      log({ level: 'info', connection: id, message })
      return undefined
    })
  }
  const tryRegister = async (scene: ConnectionScene): Promise<'busy' | undefined> => {
    const { id } = scene.connection
    const trouble = troubles.get(id)
    try {
      return await register(scene)
    } catch (error) {
      if (signal.aborted) return undefined
      const failures = (trouble?.failures ?? 0) + 1
      troubles.set(id, { failures, restUntil: clock.now() + retryAfter(waits, failures) })
      log({
        level: 'error',
        connection: id,
        message: `Its webhooks could not be registered: ${faultOf(error).message}`,
      })
      return undefined
    }
  }
  return {
    visit: async (scene) => {
      const { id } = scene.connection
      const rests = (troubles.get(id)?.restUntil ?? 0) > clock.now()
      if (!registersItself(scene) || rests || signal.aborted) return undefined
      const visit = visiting.get(id) ?? tryRegister(scene).finally(() => visiting.delete(id))
      visiting.set(id, visit)
      return visit
    },
  }
}
