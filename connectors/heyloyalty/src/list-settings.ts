import { secret } from '@cartograph/core'
import * as z from 'zod'

const fieldName = z
  .string()
  .regex(/^[a-z0-9_]+$/i, 'expected a name of letters, digits and underscores')

/** A field of a list's own, which `cartograph prepare` makes. */
export const customField = z.strictObject({
  name: fieldName.meta({ description: 'Name of the field, as mails have it.' }),
  label: z.string().min(1).optional().meta({ description: 'What people read. Default: the name.' }),
  format: z
    .enum(['text', 'number', 'date', 'boolean', 'choice', 'multi'])
    .meta({ description: 'What it takes.' }),
  options: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: 'Labels to choose from, of `choice` and `multi`.' }),
})
export type CustomField = z.infer<typeof customField>

const operators = z.enum([
  'eq',
  'neq',
  'sw',
  'ew',
  'ct',
  'nct',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'nin',
  'ina',
  'ie',
  'nie',
])
/**
 * Filters by field and operator; options may be named by their labels.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Members (read 2026-11)
 */
export const filters = z.record(
  fieldName,
  z.partialRecord(operators, z.union([z.string(), z.number(), z.array(z.string())])),
)
export type Filters = z.infer<typeof filters>

export const segment = z.strictObject({
  name: z.string().min(1).meta({ description: 'Name of the segment.' }),
  logic: z
    .enum(['and', 'or'])
    .optional()
    .meta({ description: 'Whether all filters have to fit (`and`, default) or one.' }),
  filters: filters.meta({ description: 'By field and operator.' }),
})
export type Segment = z.infer<typeof segment>

/** A shop of a list, with the two log-ins that Heyloyalty makes for it. */
export const shop = z.strictObject({
  name: z.string().min(1).meta({ description: 'Name of the shop.' }),
  store: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Id of a store of yours whose customers belong to it.' }),
  username: z.string().min(1).meta({ description: 'Log-in of whoever runs the shop.' }),
  password: secret(z.string().min(8)).meta({ description: 'Password of that log-in.' }),
  userUsername: z.string().min(1).meta({ description: 'Log-in of the shop’s staff.' }),
  userPassword: secret(z.string().min(8)).meta({ description: 'Password of that log-in.' }),
})

const optionName = (what: string) =>
  z
    .string()
    .min(1)
    .optional()
    .meta({ description: `What Heyloyalty calls ${what}.` })

export const businessIntelligence = z.strictObject({
  provider: z.enum(['raptor', 'heyloyalty']).meta({
    description: 'Who sets off automations: Raptor, or Heyloyalty for triggers from here.',
  }),
  raptorCustomerId: z
    .string()
    .regex(/^\d{4,5}$/, 'expected the four or five digits of the Raptor account')
    .optional()
    .meta({
      description: 'Four or five digits.',
      dependsOn: { field: 'provider', is: 'raptor' },
    }),
  raptorApiKey: secret(z.string().min(1))
    .optional()
    .meta({
      description: 'The API key of the Raptor account.',
      dependsOn: { field: 'provider', is: 'raptor' },
    }),
  imageFormat: z
    .string()
    .regex(/^\d+x\d+$/, 'expected a size such as 600x600')
    .optional()
    .meta({ description: 'Size of pictures in mails, such as `600x600`.' }),
  names: z
    .strictObject({
      provider: optionName('the provider'),
      customer: optionName('the customer id of Raptor'),
      access: optionName('the API key of Raptor'),
      productFeed: optionName('the id of the product feed'),
      imageFormat: optionName('the size of pictures'),
    })
    .optional()
    .meta({
      assumed: 'The support of Heyloyalty.',
      description: 'What Heyloyalty calls these, where it is not as assumed.',
    }),
})
