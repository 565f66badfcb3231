import { personal } from '@cartograph/core'
import * as z from 'zod'
import { eventCatalogue } from './event-catalogue.ts'
import { eventContexts, contextNames } from './event-contexts.ts'
import { eventTypes } from './event-types.ts'
import { filled } from './plain-data.ts'

const whose = z
  .strictObject({
    externalId: z.string().min(1).nullish(),
    id: z.string().min(1).nullish(),
    sessionId: z.string().min(1).nullish(),
    email: personal('email', z.email().nullish()),
  })
  .refine(
    ({ externalId, id, sessionId, email }) => (externalId ?? id ?? sessionId ?? email ?? '') !== '',
    { message: 'expected `externalId`, `id`, `sessionId` or `email`' },
  )

const fields = {
  key: z
    .string()
    .min(1)
    .meta({ description: 'What tells the event from others: each is sent once.' }),
  at: z.iso.datetime().meta({ description: 'When it happened.' }),
  customer: whose.meta({
    description:
      'Whose it is: `externalId` of the sink `customers`, `id` in Contacthub, `sessionId`, or `email` of somebody who is there.',
  }),
  contextInfo: z
    .record(z.string(), z.unknown())
    .nullish()
    .meta({ description: 'What is told of the place, by context.' }),
  tracking: z
    .record(z.string(), z.unknown())
    .nullish()
    .meta({ description: 'What led there, such as `ga.utm_campaign`.' }),
  properties: z
    .record(z.string(), z.unknown())
    .meta({ description: 'What is told of it, by type. `null` is left out.' }),
  catalogue: eventCatalogue.nullish().meta({
    description: 'What is known of its products beside: names of categories, vendors, attributes.',
  }),
  context: z.enum(contextNames).meta({ description: 'Where it happened.' }),
} as const

/** An event of any type, also of one that is newer than the published schemas. */
const anyEvent = z.strictObject({
  ...fields,
  type: z.string().min(1).meta({ description: 'What happened.' }),
})
export type EventItem = z.infer<typeof anyEvent>

/** An event whose properties and context fit the published schemas. */
const knownEvent = z
  .strictObject({
    ...fields,
    type: z
      .enum(Object.keys(eventTypes) as [string, ...string[]])
      .meta({ description: 'What happened.' }),
  })
  .superRefine((item, refinement) => {
    const judged = [
      ['properties', eventTypes[item.type], filled(item.properties) ?? {}],
      ['contextInfo', eventContexts[item.context], filled(item.contextInfo ?? {}) ?? {}],
    ] as const
    for (const [place, schema, value] of judged)
      for (const { path, message } of schema?.safeParse(value).error?.issues ?? [])
        refinement.addIssue({ code: 'custom', path: [place, ...path], message })
    if (item.type === 'completedOrder' && !hasTotal(item.properties))
      refinement.addIssue({
        code: 'custom',
        path: ['properties', 'amount', 'total'],
        message: 'expected a total: without a rate for its currency an order is not sent',
      })
  })

export function eventItem(schemas: 'known' | 'vendor'): z.ZodType<EventItem> {
  return schemas === 'vendor' ? anyEvent : knownEvent
}

const total = z.looseObject({ amount: z.looseObject({ total: z.number() }) })

function hasTotal(properties: EventItem['properties']): boolean {
  return total.safeParse(properties).success
}
