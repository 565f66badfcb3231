import {
  addSubscriber,
  removeSubscriber,
  suppress,
  tagNamed,
  type Account,
  type Subscriber,
  type Suppression,
} from './account.ts'
import type { FieldType, FieldValue } from './field-values.ts'
import type { RuleWebhooks } from './webhooks.ts'
import { addGroup, fieldNamed, groupNamed, writeRecord } from './groups.ts'

export interface Bounce {
  readonly type: 'soft' | 'hard'
  readonly messageType: Suppression['messageType']
  /** The campaign or the transaction. */
  readonly dispatcher: number
}

/** What people do in the pages of Rule, and what befalls an account. */
export interface RuleAdmin {
  /** Gives the id. */
  addSubscriber(given: Partial<Pick<Subscriber, 'email' | 'phone' | 'language'>>): number
  changeSubscriber(id: number, given: Partial<Pick<Subscriber, 'email' | 'language'>>): void
  removeSubscriber(id: number): void
  addTag(id: number, name: string): void
  addGroup(name: string, historical: boolean, fields?: Readonly<Record<string, FieldType>>): void
  setHistorical(name: string, historical: boolean): void
  /** Writes a value by hand; nobody looks whether it fits. */
  writeValue(id: number, group: string, field: string, value: FieldValue, type?: FieldType): void
  suppress(id: number, how?: Partial<Pick<Suppression, 'messageType' | 'source'>>): void
  resubscribe(id: number): void
  bounce(id: number, how?: Partial<Bounce>): void
}

export function adminOf(account: Account, webhooks: RuleWebhooks): RuleAdmin {
  const told = (id: number) => {
    const who = account.subscribers.get(id)
    return { id, email: who?.email ?? null, phone_number: who?.phone ?? null }
  }
  const shop = { name: 'Simulated Shop' }
  return {
    addSubscriber: (given) => addSubscriber(account, given).id,
    changeSubscriber(id, given) {
      const present = account.subscribers.get(id)
      if (present !== undefined) Object.assign(present, given, { updatedAt: account.now() })
    },
    removeSubscriber: (id) => removeSubscriber(account, id),
    addTag(id, name) {
      const tag = tagNamed(account, name)
      account.subscribers.get(id)?.tags.add(tag.id)
      webhooks.happened({ tag: { id: tag.id, name }, subscriber: told(id) })
    },
    addGroup(name, historical, fields = {}) {
      const group = addGroup(account, name, historical)
      for (const [field, type] of Object.entries(fields)) fieldNamed(account, group, field, type)
    },
    setHistorical(name, historical) {
      const group = groupNamed(account, name)
      if (group !== undefined) group.historical = historical
    },
    writeValue(id, name, field, value, type = 'text') {
      const group = groupNamed(account, name) ?? addGroup(account, name, false)
      fieldNamed(account, group, field, type)
      writeRecord(account, id, group, new Map([[field, value]]))
    },
    suppress(id, { messageType = 'email', source = 'user' } = {}) {
      suppress(account, { subscriber: id, dispatcherType: 'campaign', messageType, source })
      webhooks.happened({
        dispatcher_type: 'campaign',
        message_type: messageType,
        suppressed_source_type: source,
        subscriber: told(id),
        account: shop,
      })
    },
    resubscribe(id) {
      for (const one of account.suppressions.values())
        if (one.subscriber === id) account.suppressions.delete(one.id)
      webhooks.happened({ subscriber: told(id), account: shop })
    },
    bounce(id, { type = 'hard', messageType = 'email', dispatcher = 1 } = {}) {
      webhooks.happened({
        bounce: {
          dispatcher_id: dispatcher,
          type,
          message_type: messageType,
          dispatcher_type: 'campaign',
          bounce_message: 'No such mailbox.',
        },
        subscriber: told(id),
        account: shop,
      })
    },
  }
}
