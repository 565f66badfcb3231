import { nearest, type JsonObject } from '@cartograph/core'
import type { Path } from './document.ts'
import { choice } from './naming.ts'
import type { PageMail } from './page-settings.ts'
import type { MailShape } from './page-shape.ts'
import type { ReadConnection, Reading } from './reading.ts'

/** What the action of the connector `smtp` takes. */
const usualInput: JsonObject = { to: ['{email}'], subject: '{subject}', text: '{text}' }

/** Which action of which connection sends mails; one that is not there is reported at its place. */
export function mailOf(
  { action, input = usualInput }: MailShape,
  at: Path,
  connections: ReadonlyMap<string, ReadConnection>,
  { document, problems }: Reading,
): PageMail {
  const dot = action.indexOf('.')
  const [connection, name] = [action.slice(0, dot), action.slice(dot + 1)]
  const path: Path = [...at, 'action']
  const read = connections.get(connection)
  const ids = [...connections.keys()]
  if (read === undefined)
    problems.add(document, path, {
      message: `there is no connection "${connection}"${choice(nearest(connection, ids), ids)}`,
    })
  const actions = read?.parts === undefined ? undefined : Object.keys(read.parts.actions ?? {})
  if (actions !== undefined && !actions.includes(name))
    problems.add(document, path, {
      message: `${connection} has no action "${name}"${choice(nearest(name, actions), actions)}`,
    })
  return { connection, action: name, input: input as JsonObject }
}
