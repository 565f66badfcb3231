import type { Context } from '@cartograph/core'
import { askRule } from './client.ts'
import {
  isSuppressed,
  keyOf,
  named,
  readSubscriber,
  type Identity,
  type ShownSubscriber,
} from './identity.ts'
import { tagsOf, type Settings } from './settings.ts'
import { standingsOf } from './standing.ts'
import type { SubscriberItem } from './subscriber-item.ts'

/** A subscriber that v2 has taken. */
export interface Followed {
  readonly item: SubscriberItem
  /** As the answer showed it; not every answer does. */
  readonly subscriber: ShownSubscriber | undefined
}

const bothWays = [
  ['email', 'email'],
  ['sms', 'text_message'],
] as const

/**
 * Tells Rule what the person agreed to, and takes tags away.
 *
 * Who said no is suppressed for that way of campaigns. Who said yes gets the opt-in tag, unless Rule has them suppressed: what was said
 * there is never undone from here.
 */
export async function followUp(
  context: Context<Settings>,
  all: readonly Followed[],
): Promise<void> {
  const { config, now } = context
  const { optIn } = tagsOf(config)
  const known = all.map((one) => ({
    ...one,
    who: identityOf(one.item),
    said: standingsOf(one.item.consents ?? [], now()),
  }))
  if (config.optOuts !== 'keep')
    for (const [way, type] of bothWays)
      await suppress(
        context,
        known.filter(({ said }) => said[way] === 'refused').map(({ who }) => who),
        [type],
      )
  const agreed: Identity[] = []
  const disagreed: Identity[] = []
  for (const { item, who, said, subscriber } of known) {
    const isAsked = said.email === 'granted' || said.sms === 'granted'
    if (!isAsked && (said.email === 'refused' || said.sms === 'refused')) disagreed.push(who)
    if (!isAsked) continue
    const shown = subscriber ?? (await readByIdentity(context, item))
    const isReached =
      shown !== undefined &&
      bothWays.some(([way, type]) => said[way] === 'granted' && !isSuppressed(shown, type))
    if (isReached) agreed.push(who)
  }
  await tag(context, 'POST', agreed, [optIn])
  await tag(context, 'DELETE', disagreed, [optIn])
  const byTags = Map.groupBy(known, ({ item }) => JSON.stringify(item.withoutTags ?? []))
  for (const group of byTags.values())
    await tag(
      context,
      'DELETE',
      group.map(({ who }) => who),
      [...new Set(group[0]?.item.withoutTags ?? [])],
    )
}

export function identityOf({ email, phone }: SubscriberItem): Identity {
  return { email: email ?? undefined, phone: phone ?? undefined }
}

function readByIdentity(context: Context<Settings>, item: SubscriberItem) {
  const who = identityOf(item)
  return readSubscriber(
    context,
    who.email === undefined ? 'phone_number' : 'email',
    who.email ?? keyOf(who),
  )
}

/** Idempotent at Rule, which does it after it has answered. */
export async function suppress(
  context: Context<Settings>,
  people: readonly Identity[],
  messageTypes: readonly ('email' | 'text_message')[],
): Promise<void> {
  if (people.length === 0) return
  await askRule(context, {
    method: 'POST',
    path: '/v3/suppressions/',
    body: { subscribers: people.map(named), message_types: messageTypes },
  })
}

async function tag(
  context: Context<Settings>,
  method: 'POST' | 'DELETE',
  people: readonly Identity[],
  tags: readonly string[],
): Promise<void> {
  if (people.length === 0 || tags.length === 0) return
  await askRule(context, {
    method,
    path: '/v3/subscribers/tags',
    body: { subscribers: people.map(named), tags },
  })
}
