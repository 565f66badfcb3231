import type { JsonObject } from '@cartograph/core'
import type { Installation } from '../connections/index.ts'
import { changedLines, logOrigin, type Log } from '../telemetry/index.ts'

/** What may name a person wherever it stands; what else does is for connectors not to log. */
const emails = /[\w.+-]+(?:@|%40)(?:[\w-]+\.)+[a-z]{2,}/gi
/** Tokens of the API. */
const tokens = /cartograph_(?:browser_)?[0-9A-Za-z]{49}/g
const phones = /\+\d[\d ().-]{6,}\d/g

/**
 * The one way to log: a line without the secrets of any connection, without what else is not to be said, and without
 * e-mail addresses and telephone numbers. It tells which request and which span it belongs to.
 */
export function redactedLog(
  { configuration, lines }: Installation,
  unspoken: () => readonly string[],
  log: Log,
): Log {
  const redactions = [...configuration.connections.values()].map(
    (connection) => lines.of(connection).redact,
  )
  const clean = (text: string) =>
    unspoken()
      .reduce(
        (result, secret) => result.replaceAll(secret, '[secret]'),
        redactions.reduce((result, redact) => redact(result), text),
      )
      .replaceAll(tokens, '[secret]')
      .replaceAll(emails, '[e-mail]')
      .replaceAll(phones, '[phone]')
  return changedLines(log, ({ message, fields, ...line }) => {
    const all: JsonObject = { ...fields, ...logOrigin() }
    return {
      ...line,
      message: clean(message),
      ...(Object.keys(all).length > 0 && {
        fields: JSON.parse(clean(JSON.stringify(all))) as JsonObject,
      }),
    }
  })
}
