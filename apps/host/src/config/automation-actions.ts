import { nearest } from '@cartograph/core'
import type { Automation, AutomationDeed } from './automation-settings.ts'
import type { Path } from './document.ts'
import { choice } from './naming.ts'
import type { ReadConnection, Reading } from './reading.ts'

/** Checks that what the steps of an automation go through is there. */
export function checkAutomationActions(
  { steps }: Automation,
  path: Path,
  connections: ReadonlyMap<string, ReadConnection>,
  { document, problems }: Reading,
): void {
  for (const [index, { deed }] of steps.entries()) {
    if (deed.action === 'tag' || deed.action === 'set') continue
    const at = [...path, 'steps', index, deed.action]
    const found = problemOf(deed, connections)
    if (found !== undefined) problems.add(document, at, found)
  }
}

function problemOf(
  { action, through }: Exclude<AutomationDeed, { readonly action: 'tag' | 'set' }>,
  connections: ReadonlyMap<string, ReadConnection>,
): { readonly message: string; readonly hint?: string } | undefined {
  if (through === '')
    return {
      message: 'nothing says through which connection it goes',
      hint: `Name a connection and its action with \`through\`, or once for all with \`contacting: { ${action}: … }\`.`,
    }
  const dot = through.indexOf('.')
  const [connection, name] = [through.slice(0, dot), through.slice(dot + 1)]
  const read = connections.get(connection)
  if (read === undefined) {
    const ids = [...connections.keys()]
    return {
      message: `there is no connection "${connection}"${choice(nearest(connection, ids), ids)}`,
    }
  }
  // What only the account knows is looked at when it is used.
  if (read.parts === undefined || read.connector?.discover !== undefined) return undefined
  const names = Object.keys(read.parts.actions ?? {})
  if (names.includes(name)) return undefined
  return { message: `${connection} has no action "${name}"${choice(nearest(name, names), names)}` }
}
