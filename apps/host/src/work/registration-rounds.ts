import { faultOf } from '@cartograph/core'
import {
  registersItself,
  registerWebhooks,
  registrationState,
  type ConnectionScene,
} from '../engine/index.ts'
import { dayMs, retryAfter, type Host } from './host.ts'

/** Tells the vendors where their webhooks go, and looks daily whether they still know. */
export interface RegistrationRounds {
  /** Registers the webhooks of a connection where that is due. Never fails: what went wrong is in the log. */
  visit(scene: ConnectionScene): Promise<void>
}

export function registrationRounds(
  host: Host,
  onRegistered: () => Promise<void>,
): RegistrationRounds {
  const { clock, log, waits, signal, engine } = host
  const troubles = new Map<string, { readonly failures: number; readonly restUntil: number }>()
  const visiting = new Set<string>()
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
      return
    }
    const state = await registrationState(scene)
    if (state !== undefined && state.checkedAt > clock.now() - dayMs) return
    const registered = await registerWebhooks(scene)
    await onRegistered()
    troubles.delete(id)
    const message = `Webhooks are registered (${registered.length}).`
    log({ level: 'info', connection: id, message })
  }
  return {
    visit: async (scene) => {
      const { id } = scene.connection
      const trouble = troubles.get(id)
      const rests = (trouble?.restUntil ?? 0) > clock.now()
      if (!registersItself(scene) || visiting.has(id) || rests || signal.aborted) return
      visiting.add(id)
      try {
        await register(scene)
      } catch (error) {
        if (signal.aborted) return
        const failures = (trouble?.failures ?? 0) + 1
        troubles.set(id, { failures, restUntil: clock.now() + retryAfter(waits, failures) })
        log({
          level: 'error',
          connection: id,
          message: `Its webhooks could not be registered: ${faultOf(error).message}`,
        })
      } finally {
        visiting.delete(id)
      }
    },
  }
}
