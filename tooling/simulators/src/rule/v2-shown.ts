import {
  suppressionsOf,
  type Account,
  type Group,
  type Subscriber,
  type Suppression,
} from './account.ts'
import { stockholmText } from './local-text.ts'
import type { RuleUnknowns } from './options.ts'

function written({ timestamps }: RuleUnknowns, at: number): string {
  return timestamps === 'iso' ? new Date(at).toISOString() : stockholmText(at)
}

/** A subscriber as answers of v2 show one; in a list `suppressed` is a flag. */
export function shownSubscriber(
  account: Account,
  unknowns: RuleUnknowns,
  subscriber: Subscriber,
  isListed = false,
): object {
  const own = suppressionsOf(account, subscriber.id)
  return {
    id: subscriber.id,
    email: subscriber.email,
    phone_number: subscriber.phone,
    language: subscriber.language,
    opted_in: subscriber.optedIn,
    created_at: written(unknowns, subscriber.createdAt),
    updated_at: written(unknowns, subscriber.updatedAt),
    tags: shownTags(account, subscriber),
    suppressed: isListed
      ? own.length > 0
      : own.map((one) => shownSuppression(account, unknowns, one)),
    ...(!isListed && { syncAtSegments: [] }),
  }
}

export function shownTags(account: Account, { tags }: Subscriber): readonly object[] {
  return [...tags].flatMap((id) => {
    const tag = account.tags.get(id)
    return tag === undefined ? [] : [{ id, name: tag.name }]
  })
}

export function shownSuppression(
  account: Account,
  unknowns: RuleUnknowns,
  one: Suppression,
): object {
  const who = account.subscribers.get(one.subscriber)
  return {
    id: one.id,
    created_at: written(unknowns, one.createdAt),
    dispatcher_type: one.dispatcherType,
    message_type: one.messageType,
    suppressed_source_type: one.source,
    subscriber: { id: one.subscriber, email: who?.email ?? null, phone_number: who?.phone ?? null },
  }
}

export function shownGroup(unknowns: RuleUnknowns, group: Group): object {
  return {
    id: group.id,
    name: group.name,
    created_at: written(unknowns, group.createdAt),
    updated_at: written(unknowns, group.createdAt),
    fields: [...group.fields].map(([name, { id, type }]) => ({ id, name, type })),
  }
}

/** `GET /subscriber/{identifier}/fields`: of a historical group one entry a record, the newest first. */
export function shownFields(
  account: Account,
  { fieldName }: RuleUnknowns,
  subscriber: Subscriber,
): object {
  const records = [...account.records.values()].filter((one) => one.subscriber === subscriber.id)
  return {
    groups: records.toReversed().flatMap(({ group: id, values }) => {
      const group = account.groups.get(id)
      if (group === undefined) return []
      return [
        {
          name: group.name,
          historical: group.historical,
          fields: [...values].map(([name, value]) => ({
            id: group.fields.get(name)?.id ?? 0,
            [fieldName]: name,
            type: group.fields.get(name)?.type ?? 'text',
            value,
          })),
        },
      ]
    }),
  }
}
