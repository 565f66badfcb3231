import { fault, type Entry, type Registration, type Webhook } from '@cartograph/core'
import type { Connection } from '../config/index.ts'

/** A vendor that sends webhooks: each says in JSON what its connector is to make of it. */
export interface ScriptedHooks {
  /** Thrown, one by one, in the place of the next parsings. */
  readonly failures: Error[]
  /** How often a webhook was parsed. */
  parsed: number
  /** What the vendor was told, call by call. */
  readonly registeredAt: string[]
  /** Waited for before a webhook is parsed. */
  before: () => Promise<void>
  /** Waited for before webhooks are registered. */
  beforeRegister: (signal: AbortSignal) => Promise<void>
  readonly refused?: number
  readonly unavailable?: number
}

export interface ScriptedBody {
  readonly entries: readonly Entry[]
  /** Answered in the place of an empty 200. */
  readonly answer?: string
}

export const rightSignature = 'signed'

export function scriptedHooks(
  more: Pick<ScriptedHooks, 'refused' | 'unavailable'> = {},
): ScriptedHooks {
  return {
    failures: [],
    parsed: 0,
    registeredAt: [],
    before: async () => {},
    beforeRegister: async () => {},
    ...more,
  }
}

/** The same connection, with webhooks. */
export function withHooks(connection: Connection, hooks: ScriptedHooks): Connection {
  const { connector } = connection
  const registered: Registration = { id: 'hook-1', topic: 'orders', secret: 'hook-secret' }
  const webhook: Webhook<unknown> = {
    ...(hooks.refused !== undefined && { refused: hooks.refused }),
    ...(hooks.unavailable !== undefined && { unavailable: hooks.unavailable }),
    verify: async (_context, request) => {
      if (request.headers.get('x-signature') !== rightSignature)
        throw fault({ kind: 'auth', message: 'The signature is wrong.' })
    },
    parse: async (_context, request) => {
      hooks.parsed += 1
      await hooks.before()
      const failure = hooks.failures.shift()
      if (failure !== undefined) throw failure
      const { entries, answer } = (await request.json()) as ScriptedBody
      return { entries, ...(answer !== undefined && { respond: new Response(answer) }) }
    },
    register: async (context, url) => {
      await hooks.beforeRegister(context.signal)
      hooks.registeredAt.push(url)
      return [registered]
    },
    unregister: async () => {
      hooks.registeredAt.length = 0
    },
  }
  return {
    ...connection,
    connector: { ...connector, parts: (known) => ({ ...connector.parts(known), webhook }) },
  }
}
