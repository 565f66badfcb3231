import { createHash } from 'node:crypto'
import type { Context, JsonObject, Outcome, Person } from '@cartograph/core'
import { bodyOf } from './body.ts'
import { sendLetter } from './send.ts'
import type { Settings } from './settings.ts'

/**
 * Tells the receiver that a person is to be erased there, where the settings say that it knows such messages.
 *
 * The id is made of the person alone, so that a receiver that takes each id once is told once, however often it is sent.
 */
export async function sendErasure(context: Context<Settings>, person: Person): Promise<Outcome> {
  const { config } = context
  if (config.erasures !== 'message')
    return {
      status: 'skipped',
      reason:
        'The receiver is not told of erasures, and may keep what was sent. Erase the person there, or set `erasures: message`.',
      again: 'changed',
    }
  const data: JsonObject = { type: 'person.erased', ...person }
  const id = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  const message = config.body === 'envelope' ? { id, op: 'erase', data } : data
  return sendLetter(context, {
    id,
    url: config.url,
    method: config.method ?? 'POST',
    ...bodyOf(config, (config.batchSize ?? 1) > 1 ? [message] : message),
  })
}
