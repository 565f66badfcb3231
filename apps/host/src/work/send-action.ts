import { fault } from '@cartograph/core'
import {
  actOnce,
  checkInput,
  connectionNamed,
  openConnection,
  type Acted,
} from '../connections/index.ts'
import type { Host } from './host.ts'

/**
 * Runs an action of a connection once, such as a mail.
 *
 * @throws a `config` fault where the connection has no such action, a `record` fault for an input that does not fit it.
 */
export async function sendAction(
  {
    configuration,
    store,
    lines,
    clock,
    signal,
    engine,
  }: Pick<Host, 'configuration' | 'store' | 'lines' | 'clock' | 'signal' | 'engine'>,
  { connection: id, action }: { readonly connection: string; readonly action: string },
  input: object,
  idempotencyKey: string,
): Promise<Acted> {
  const line = lines.of(connectionNamed(configuration, id))
  const { parts, standing } = await openConnection(store, line, {
    side: 'actions',
    signal,
    clock,
    engine,
  })
  const part = parts.actions?.[action]
  if (part === undefined) throw fault({ kind: 'config', message: `${id} has no action ${action}.` })
  const stopped = standing.stopped(`actions.${action}`)
  if (stopped !== undefined) throw fault(stopped)
  await checkInput(part, input)
  return actOnce(line, part, input, { clock, signal, engine, idempotencyKey })
}
