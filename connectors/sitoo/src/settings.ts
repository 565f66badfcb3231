import { author, secret } from '@cartograph/core'
import * as z from 'zod'
import { corrections } from './assumptions.ts'
import { fieldSet, usualFields } from './till/field-sets.ts'

const address = z.string().superRefine((text, context) => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message })
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return wrong('expected the address with its scheme, such as https://api.mysitoo.com')
  const { pathname, search, hash, username } = new URL(text)
  if (!/^\/(v2\/?)?$/.test(pathname) || search !== '' || hash !== '' || username !== '')
    return wrong('expected the base URL alone, without accounts or anything behind it')
})

const consent = z.strictObject({
  id: z
    .string()
    .regex(/^\S+$/, 'expected an id without blanks')
    .meta({ title: 'Id', description: 'Kept with the customer; never changed.' }),
  name: z.string().min(1).meta({ title: 'Name', description: 'Shown at the till.' }),
  description: z
    .string()
    .optional()
    .meta({ title: 'Words', description: 'What the customer agrees to.' }),
  ticked: z
    .boolean()
    .optional()
    .meta({ title: 'Ticked', description: 'Whether it is ticked at first. Default false.' }),
})

const till = z
  .strictObject({
    tokenRequired: z.boolean().optional().meta({
      title: 'Token required',
      description:
        'Whether tills must send a token of the host as their API token (or password), besides knowing the secret address. Default false.',
    }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'expected a code of two letters such as SE')
      .optional()
      .meta({
        title: 'Country',
        description:
          'Whose numbers are typed without a country code. Default: that of the account.',
      }),
    register: fieldSet.optional().meta({
      title: 'Fields of the registration',
      description: 'By field: shown, editable or required. What is not named is hidden.',
      default: usualFields,
    }),
    update: fieldSet.optional().meta({
      title: 'Fields of the card and its update',
      description: 'By field: shown, editable or required. What is not named is hidden.',
      default: usualFields,
    }),
    consents: z.array(consent).optional().meta({
      title: 'Consents',
      description: 'What customers may agree to at the till. Default none.',
    }),
    purchases: z.int().min(0).max(50).optional().meta({
      title: 'Purchases on the card',
      unit: 'purchases',
      description: 'How many of the latest purchases the card shows. Default 10.',
    }),
  })
  .meta({
    title: 'Tills',
    description: 'What the tills may ask and tell about customers.',
  })

const example = {
  baseUrl: 'https://api.mysitoo.com',
  accountId: 1500,
  apiId: '1500-7',
  password: 'a-password',
}

export const settings = z
  .strictObject({
    baseUrl: address.meta({
      title: 'Base URL',
      description: 'As Sitoo shows it with the API password: Settings, Sitoo REST API.',
      examples: ['https://api.mysitoo.com'],
    }),
    accountId: z.int().positive().meta({
      title: 'Account',
      description: 'The number of the account, beside the API ID.',
    }),
    eshopId: z.int().positive().optional().meta({
      title: 'Site',
      description: 'The number (eshopid) of the site; never its GUID. Default 1.',
    }),
    apiId: z
      .string()
      .regex(/^\d+-\d+$/, 'expected an API ID such as 1500-7')
      .meta({ title: 'API ID', description: 'In Sitoo: Settings, Sitoo REST API.' }),
    password: secret(z.string().min(1)).meta({
      title: 'API password',
      description: 'Shown once, when it is generated.',
    }),
    startDate: z.iso.date('expected a day such as 2025-01-31').optional().meta({
      title: 'First day',
      description: 'Orders placed before this day (UTC) are not read. Default: all are.',
    }),
    pageSize: z.int().min(1).max(5000).optional().meta({
      title: 'Page size',
      unit: 'rows a request',
      description: 'How many rows are asked for at once. Default 500.',
    }),
    events: z
      .strictObject({
        username: z
          .string()
          .regex(/^[^:]+$/, 'expected a name without a colon')
          .meta({ title: 'Name', description: 'Chosen by you; the same in Sitoo.' }),
        password: secret(
          z
            .string()
            .min(1)
            .meta({ title: 'Password', description: 'Chosen by you; the same in Sitoo.' }),
        ),
      })
      .optional()
      .meta({
        title: 'Name and password of events',
        description:
          'As in the Event Subscriptions of Sitoo. Default: whoever has the secret address may send.',
      }),
    till: till.optional(),
    unknown: corrections.optional(),
  })
  .meta({ examples: [example, { ...example, till: {} }] })

export type Settings = z.infer<typeof settings>
export type TillSettings = z.infer<typeof till>

export const kit = author(settings)

export function eshopIdOf({ eshopId }: Settings): number {
  return eshopId ?? 1
}

export function pageSizeOf({ pageSize }: Settings): number {
  return pageSize ?? 500
}
