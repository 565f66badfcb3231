import { faultOf, type Account, type Context, type Json, type JsonObject } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { brokerFiles } from './files.ts'
import { guardedFetch } from './fetch.ts'
import type { ContextOptions, LogEntry } from './options.ts'
import { redactor } from './redaction.ts'

/** Until a connection's check has told them. */
const unknownAccount: Account = { timeZone: 'UTC', currency: 'XXX', country: 'ZZ' }

/** All that a connector may touch while it works for one connection. */
export function connectionContext(
  connection: Connection,
  options: ContextOptions,
): Context<unknown> {
  const { clock, signal } = options
  const redact = redactor(connection.secrets)
  const memory = new Map<string, { readonly until: number; readonly value: Json }>()
  const write =
    (level: LogEntry['level']) =>
    (message: string, fields: JsonObject = {}) =>
      options.log?.({
        level,
        connection: connection.id,
        message: redact(message),
        fields: JSON.parse(redact(JSON.stringify(fields))) as JsonObject,
      })
  const context: Context<unknown> = {
    config: connection.config,
    account: unknownAccount,
    fetch: guardedFetch(connection, () => context, options),
    signal,
    now: () => clock.now(),
    memo: async (key, freshMs, load) => {
      const found = memory.get(key)
      if (found !== undefined && found.until > clock.now())
        return found.value as Awaited<ReturnType<typeof load>>
      const value = await load()
      memory.set(key, { until: clock.now() + freshMs, value })
      return value
    },
    url: (of) => {
      const address = options.url?.(connection.id, of)
      if (address !== undefined) return address
      throw faultOf(
        new Error(`The address of ${of} is known only while \`cartograph serve\` runs.`),
        connection.id,
      )
    },
    log: {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    },
    run: { dry: options.dry, until: clock.now(), streams: options.streams },
    ...(connection.needs.includes('files') && {
      files: brokerFiles(connection.paths),
    }),
  }
  return context
}
