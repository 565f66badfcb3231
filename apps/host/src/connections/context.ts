import { fault, type Context, type Files, type JsonObject } from '@cartograph/core'
import { brokerFiles } from './files.ts'
import { guardedFetch } from './fetch.ts'
import type { Line } from './line.ts'
import { rehearsedConnect, rehearsedFiles } from './noted-request.ts'
import type { ContextOptions, LogEntry } from './options.ts'
import { brokerSockets } from './sockets.ts'

/** All that a connector may touch while it works for one connection. */
export function connectionContext(line: Line, options: ContextOptions): Context<unknown> {
  const { connection, redact } = line
  const { clock, signal } = options
  const withoutPersons = (name: string, value: unknown) =>
    line.personal().has(name) ? '[personal]' : value
  const write =
    (level: LogEntry['level']) =>
    (message: string, fields: JsonObject = {}) =>
      options.log?.({
        level,
        connection: connection.id,
        message: redact(message),
        fields: JSON.parse(redact(JSON.stringify(fields, withoutPersons))) as JsonObject,
      })
  // An engine’s clock that was raised says nothing about the vendor’s.
  const now = () => clock.now() - clock.leadMs() + line.clock.offsetMs()
  const context: Context<unknown> = {
    config: connection.config,
    account: line.account,
    fetch: guardedFetch(line, () => context, options),
    signal,
    now,
    memo: line.memory.memo,
    url: (of) => {
      const address = options.url?.(connection.id, of)
      if (address !== undefined) return address
      throw fault({
        kind: 'contract',
        message: `${connection.id}: The address of ${of} is known only while \`cartograph serve\` runs.`,
      })
    },
    log: {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    },
    run: { dry: options.dry, until: now() - (options.settleMs ?? 0), streams: options.streams },
    ...(connection.needs.includes('files') && { files: filesFor(line, options) }),
    ...(connection.needs.includes('connect') && { connect: connectFor(line, options) }),
  }
  return context
}

function filesFor({ connection }: Line, { dry, noteRequest, effects }: ContextOptions): Files {
  if (dry && noteRequest !== undefined) return rehearsedFiles(noteRequest)
  return brokerFiles(connection.paths, () => {
    if (effects !== undefined) effects.acted += 1
  })
}

function connectFor(line: Line, options: ContextOptions): NonNullable<Context<unknown>['connect']> {
  const { dry, noteRequest } = options
  return dry && noteRequest !== undefined
    ? rehearsedConnect(noteRequest)
    : brokerSockets(line, options)
}
