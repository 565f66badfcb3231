import { author, currencyCodes, secret } from '@cartograph/core'
import * as z from 'zod'
import { addressProblem, isTimeZone } from './setting-rules.ts'
import { commerceTables, tableRoles } from './tables.ts'
import { mergeOptions, otherTable, tableSettings } from './table-settings.ts'
import { vendorSettings } from './vendor-settings.ts'

const columnCode = z.string().regex(/^\w+$/, 'expected a code without a prefix, such as EMail')

export const settings = z
  .strictObject({
    keyId: z.int().min(1).meta({
      title: 'Number of the key',
      description: '`idKey`. In Dialog Insight: Users, Web Services.',
    }),
    key: secret(z.string().min(8)).meta({
      title: 'Key',
      description: 'Of the same page. It needs the permissions of contacts, tables and projects.',
    }),
    project: z.int().min(1).meta({ title: 'Project', description: '`idProject`.' }),
    platform: z.enum(['canada', 'france']).optional().meta({
      title: 'Platform',
      description: 'Default `canada`, app.dialoginsight.com; `france` is app.mydialoginsight.com.',
    }),
    apiBase: z
      .string()
      .refine((text) => addressProblem(text) === undefined, {
        message: 'expected an https address without a slash at its end',
      })
      .optional()
      .meta({ title: 'Address of the API', description: 'Another one than the platform’s.' }),
    currency: z
      .string()
      .refine((code) => currencyCodes.includes(code), {
        message: 'expected a currency such as CAD',
      })
      .meta({
        title: 'Currency of compilation',
        description:
          'As in the project’s settings. Amounts in others are converted at their day’s rate.',
      }),
    timeZone: z
      .string()
      .refine(isTimeZone, { message: 'expected a time zone such as America/Toronto' })
      .optional()
      .meta({
        title: 'Time zone',
        description:
          'The project’s; by its clocks instants are written. Default `America/Toronto`.',
      }),
    contactsBy: z.array(columnCode).min(1).optional().meta({
      title: 'Key of contacts',
      description:
        'Codes of the fields that are the project’s key, such as `[EMail]`. Default: what the project tells.',
    }),
    contactFields: z
      .record(z.string(), z.union([columnCode, z.literal(false)]))
      .optional()
      .meta({
        title: 'Fields of contacts',
        description:
          'Code of the field by property of the customer: `phone: MobilePhone`. `false` leaves one out. Default: `email`, `firstName`, `lastName`.',
      }),
    optIns: z.record(z.string(), columnCode).optional().meta({
      title: 'Opt-ins',
      description:
        'Code of the opt-in by channel (`email`, `sms`, `post`), with a purpose after a point (`email.marketing`). Default: none is written.',
    }),
    structure: z.enum(['retail', 'legacy']).optional().meta({
      title: 'Structure',
      description: '`retail` (default) or the older `legacy`, which has no carts.',
    }),
    link: z.enum(['key', 'idContact']).optional().meta({
      title: 'Link to contacts',
      description:
        'How tables name the contact: by its `key` (default of `retail`), or by `idContact` (default of `legacy`).',
    }),
    tables: z
      .strictObject(Object.fromEntries(tableRoles.map((role) => [role, tableSettings.optional()])))
      .optional()
      .meta({
        title: 'Tables of e-commerce',
        description: `What is not named is left out: ${tableRoles.map((role) => `\`${role}\` (${commerceTables[role].name})`).join(', ')}.`,
      }),
    otherTables: z
      .record(z.string().regex(/^[a-z]\w*$/i), otherTable)
      .optional()
      .meta({
        title: 'Tables of your own',
        description: 'By a name of your choice, which is that of the sink.',
      }),
    merge: mergeOptions.optional().meta({
      title: 'Options of a merge of contacts',
      description: 'Default: insert, update, report what is double or unmatched.',
    }),
    contactsGone: z.enum(['keep', 'delete']).optional().meta({
      title: 'Contacts who are gone',
      description: '`keep` (default) or `delete`. An erasure always deletes.',
    }),
    rowsGone: z.enum(['keep', 'delete']).optional().meta({
      title: 'Rows that are gone',
      description: '`delete` (default) or `keep`.',
    }),
    files: z.boolean().optional().meta({
      title: 'Files',
      description:
        'Whether there are sinks for the files of Import Automation too (`contactsFile`, …). Default false.',
    }),
    ...vendorSettings,
  })
  .superRefine(({ tables = {}, structure, link, contactsBy = [] }, refinement) => {
    const complain = (path: readonly string[], message: string) => {
      refinement.addIssue({ code: 'custom', path: [...path], message })
    }
    const needs = { item: 'transaction', cartItem: 'cart' } as const
    for (const [one, other] of Object.entries(needs))
      if (tables[one] !== undefined && tables[other] === undefined)
        complain(['tables', one], `expected the table ${other} beside it, which its rows belong to`)
    if (structure === 'legacy')
      for (const role of ['cart', 'cartItem'] as const)
        if (tables[role] !== undefined)
          complain(['tables', role], 'expected none: the older structure has no carts')
    if (contactsBy.length > 1 && (link ?? (structure === 'legacy' ? 'idContact' : 'key')) === 'key')
      complain(['link'], 'expected `idContact`: one column cannot hold a key of several fields')
  })
  .meta({
    examples: [
      {
        keyId: 4242,
        key: 'key-of-32-letters',
        project: 123_456,
        currency: 'CAD',
        contactsBy: ['EMail'],
        tables: {
          transaction: { id: 4711 },
          item: { id: 4712 },
          product: { id: 4713 },
          category: { id: 4714 },
        },
      },
    ],
  })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

const platforms = {
  canada: 'https://app.dialoginsight.com/webservices/ofc4',
  france: 'https://app.mydialoginsight.com/webservices/ofc4',
} as const

export function apiBaseOf({ apiBase, platform = 'canada' }: Settings): string {
  return apiBase ?? platforms[platform]
}

export function linkOf({ link, structure = 'retail' }: Settings): 'key' | 'idContact' {
  return link ?? (structure === 'legacy' ? 'idContact' : 'key')
}

/** The default is where the vendor is at home; a project may have another. */
export function timeZoneOf({ timeZone = 'America/Toronto' }: Settings): string {
  return timeZone
}
