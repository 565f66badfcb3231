import type { Context, Outcome } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty } from './client.ts'
import { isActive } from './decision.ts'
import { outcomeOfFault, refusedRecord } from './faults.ts'
import { byValue } from './known-members.ts'
import { theList } from './lists.ts'
import { emailText } from './member-item.ts'
import { productIdOf } from './product-id.ts'
import type { Settings } from './settings.ts'

const told = z.union([z.string(), z.number(), z.boolean()])

/** An automation to be set off for one person, such as one about a cart that was left. */
export const trigger = z.strictObject({
  category: z
    .string()
    .trim()
    .min(1)
    .meta({ description: 'As in the trigger “Webhook med kategori” of the autoresponder.' }),
  email: emailText.meta({ description: 'A member of the list.' }),
  at: z.iso
    .datetime({ offset: true })
    .nullish()
    .meta({ description: 'When it happened. Default: now.' }),
  products: z
    .array(
      z.looseObject({
        id: z.string().min(1).meta({ description: 'As in the feed; a whole id is made one.' }),
        name: z.string().nullish(),
      }),
    )
    .nullish()
    .meta({ description: 'What it is about; what else is named is told too.' }),
  fields: z.record(z.string(), told.nullish()).nullish().meta({
    description: 'For the mail, as `{ExternalFields.recovery_url}`.',
  }),
})
export type Trigger = z.infer<typeof trigger>

const route = '/webhooktrigger'

/**
 * Sets off the automation of a category for a member who is active. Strangers, and who unsubscribed, are left alone.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Webhook-category-autoresponder (read 2026-11)
 */
export async function setOff(context: Context<Settings>, input: Trigger): Promise<Outcome> {
  try {
    const { id: listId } = await theList(context)
    const members = await byValue(context, listId, { field: 'email', value: input.email })
    if (members.length === 0) return notOnList
    if (!members.every(isActive))
      return {
        status: 'skipped',
        reason:
          'Heyloyalty sends this person no mails: they unsubscribed, or their address bounced.',
        again: 'changed',
      }
    const form = new FormData()
    form.append('Data', JSON.stringify(dataOf(context, listId, input)))
    const answer = await askHeyloyalty(context, {
      method: 'POST',
      path: route,
      form,
      effect: 'once',
      expect: [400, 404, 422],
    })
    const { status, body } = answer
    if (status === 404) return notOnList
    if (status >= 400) throw refusedRecord(body, { method: 'POST', route, status })
    return { status: 'ok' }
  } catch (error) {
    const outcome = outcomeOfFault(error)
    if (outcome === undefined) throw error
    return outcome
  }
}

const notOnList: Outcome = {
  status: 'skipped',
  reason: 'This person is not on the list, and is not put there by a trigger.',
  again: 'changed',
}

function dataOf({ config, now }: Context<Settings>, listId: number, input: Trigger): object {
  const { category, email, at, products, fields } = input
  return {
    TriggerDisplayName: 'webhook-category',
    EventDateTime: new Date((at ?? null) === null ? now() : Date.parse(at ?? ''))
      .toISOString()
      .replace(/\.\d{3}Z$/, 'Z'),
    Context: { Category: category, ListId: listId, UserId: email },
    Content: (products ?? []).map((product) => contentOf(config, product)),
    ExternalFields: Object.fromEntries(
      Object.entries(fields ?? {}).flatMap(([name, value]) =>
        (value ?? null) === null ? [] : [[name, String(value)]],
      ),
    ),
  }
}

function contentOf(config: Settings, product: NonNullable<Trigger['products']>[number]): object {
  const { id, name, ...more } = product
  const known = {
    ProductId: productIdOf(config, id),
    ...((name ?? null) !== null && { ProductName: name }),
  }
  return config.triggerContent === 'idAndName' ? known : { ...more, ...known }
}
