import { createHash } from 'node:crypto'
import { isObject, textOf } from './answer.ts'
import type { List, Member } from './account.ts'
import { instantText } from './instant-text.ts'
import type { HeyloyaltyUnknowns } from './options.ts'

export interface WebhookWeather {
  /** Every webhook is sent twice. */
  readonly doubled: boolean
  /** Webhooks are sent in the order that they did not happen in. */
  readonly late: boolean
}

/** A webhook as it was made in the pages of Heyloyalty. */
export interface WebhookByHand {
  readonly url: string
  /** Simplified: the member as text, and more about the message. Default: as the pages make it. */
  readonly form?: 'default' | 'simplified'
}

export interface HeyloyaltyWebhooks {
  /** Makes one for all types, as somebody does by hand. */
  send(webhook: WebhookByHand | undefined): void
  happened(list: List, member: Member, type: string, at: number): void
  /** Sends what has happened, each up to three times; nothing is sent before. */
  deliver(weather?: Partial<WebhookWeather>): Promise<void>
  /** Sends the trial of a new webhook. */
  trial(): Promise<void>
  /** Mails about webhooks that failed three times. */
  readonly complaints: readonly string[]
}

interface Happened {
  readonly list: List
  readonly member: Member
  readonly email: string
  readonly type: string
  readonly at: number
  readonly id: number
}

const attempts = 3

export function webhooksOf(unknowns: HeyloyaltyUnknowns): HeyloyaltyWebhooks {
  let byHand: WebhookByHand | undefined
  let waiting: Happened[] = []
  let count = 0
  const complaints: string[] = []

  const post = async (url: string, contact: string, body: object) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).catch(() => undefined)
      if (response?.ok === true) return
    }
    complaints.push(contact)
  }

  const sendOne = async (one: Happened) => {
    if (byHand !== undefined) await post(byHand.url, '', payload(unknowns, one, byHand.form))
    for (const hook of one.list.webhooks.values()) {
      const triggers = isObject(hook['webhookTriggers']) ? hook['webhookTriggers'] : {}
      if (textOf(triggers[one.type]) === '1')
        await post(textOf(hook['url']), textOf(hook['contact_email']), payload(unknowns, one))
    }
  }

  return {
    complaints,
    send(webhook) {
      byHand = webhook
    },
    happened(list, member, type, at) {
      count += 1
      waiting.push({ list, member, email: textOf(member.values.get('email')), type, at, id: count })
    },
    async deliver({ doubled = false, late = false } = {}) {
      const all = late ? waiting.toReversed() : waiting
      waiting = []
      for (const one of doubled ? all.flatMap((each) => [each, each]) : all) await sendOne(one)
    },
    async trial() {
      if (byHand !== undefined) await post(byHand.url, '', { type: 'CONNECTION TEST' })
    },
  }
}

function payload(
  { webhookSignature }: HeyloyaltyUnknowns,
  { list, member, email, type, at, id }: Happened,
  form: WebhookByHand['form'] = 'default',
): object {
  const signature =
    webhookSignature === 'none'
      ? {}
      : { signature: createHash('md5').update(`${list.id} ${member.id}`).digest('hex') }
  if (form === 'simplified')
    return {
      memberId: member.id,
      listId: list.id,
      refId: id,
      messageType: 'member',
      type,
      webhookId: 7,
      queuedAt: instantText(at),
      ...signature,
      member: JSON.stringify({ id: member.id }),
    }
  return {
    member_id: member.id,
    list_id: list.id,
    type,
    ...signature,
    member: { id: member.id, fields: { email, firstname: textOf(member.values.get('firstname')) } },
  }
}
