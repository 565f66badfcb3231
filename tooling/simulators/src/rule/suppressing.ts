import { suppress, type Account } from './account.ts'
import type { Asked } from './answer.ts'
import { entriesOf, namedInBody } from './identity.ts'

/** Whom a body of suppressions names, and for which messages. */
export function suppressAll(account: Account, body: Asked['body']): void {
  const types = Array.isArray(body['message_types'])
    ? (body['message_types'] as readonly ('email' | 'text_message')[])
    : (['email', 'text_message'] as const)
  for (const entry of entriesOf(body)) {
    const found = namedInBody(account, entry)
    if (found === undefined) continue
    for (const messageType of types)
      suppress(account, {
        subscriber: found.id,
        dispatcherType: 'campaign',
        messageType,
        source: 'api',
      })
  }
}
