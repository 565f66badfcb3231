import * as z from 'zod'
import { customerBase, subscription } from './customer-base.ts'

const said = z.looseObject({
  channel: z.string().nullish(),
  state: z.string().nullish(),
  purpose: z.string().nullish(),
  at: z.string().nullish(),
  expiresAt: z.string().nullish(),
})
export type Said = z.infer<typeof said>

/** A customer of the node: what a mapping makes. What is missing or `null` stays as it is in Contacthub. */
export const customerItem = z.strictObject({
  externalId: z.string().min(1).meta({
    description: 'What tells the customer from others here; written where Contacthub has none.',
  }),
  base: customerBase.nullish().meta({ description: 'Base properties.' }),
  language: z.string().nullish().meta({
    description: 'BCP 47 tag, of which `base.locale` is made, with the country of the address.',
  }),
  country: z.string().nullish().meta({
    description: 'ISO 3166 code; `base.address.country` is made of it.',
  }),
  extended: z
    .record(z.string(), z.unknown())
    .nullish()
    .meta({ description: 'Properties of the workspace, by name.' }),
  extra: z.string().nullish().meta({ description: 'Free text.' }),
  consents: z.array(said).nullish().meta({
    description:
      'What the person said, as consents of the commerce model. The newest of each way and purpose is written.',
  }),
  disclaimer: z
    .strictObject({ date: z.iso.datetime().nullish(), version: z.string().nullish() })
    .nullish()
    .meta({ description: 'Which text was read, and when.' }),
  subscriptions: z.array(subscription).nullish().meta({
    description: 'Each is written by itself; others of the customer stay.',
  }),
  newsletter: z
    .strictObject({ id: z.string().min(1), name: z.string().min(1).nullish() })
    .nullish()
    .meta({ description: 'A subscription that follows the consent to marketing by e-mail.' }),
  tags: z.array(z.string().min(1)).nullish().meta({ description: 'Manual tags to add.' }),
  withoutTags: z
    .array(z.string().min(1))
    .nullish()
    .meta({ description: 'Manual tags to take away.' }),
  clear: z
    .array(z.string().regex(/^(extra|(base|extended|consents)\.[\w.]+)$/))
    .nullish()
    .meta({ description: 'Paths to empty, such as `base.contacts.fax`.' }),
})
export type CustomerItem = z.infer<typeof customerItem>
