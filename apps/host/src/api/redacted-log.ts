import type { Installation } from '../connections/index.ts'
import type { Log } from './log.ts'

/** A log without the secrets of any connection and without what else is not to be said. */
export function redactedLog(
  { configuration, lines }: Installation,
  unspoken: () => readonly string[],
  log: Log,
): Log {
  const redactions = [...configuration.connections.values()].map(
    (connection) => lines.of(connection).redact,
  )
  const clean = (text: string) =>
    unspoken().reduce(
      (result, secret) => result.replaceAll(secret, '[secret]'),
      redactions.reduce((result, redact) => redact(result), text),
    )
  return ({ message, fields, ...line }) =>
    log({
      ...line,
      message: clean(message),
      ...(fields !== undefined && {
        fields: JSON.parse(clean(JSON.stringify(fields))) as typeof fields,
      }),
    })
}
