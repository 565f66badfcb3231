import { secret } from '@cartograph/core'
import * as z from 'zod'

const fieldName = z
  .string()
  .regex(/^[a-z0-9_]+$/i, 'expected a name of letters, digits and underscores')

/** A field of a list's own, which `cartograph prepare` makes. */
export const customField = z.strictObject({
  name: fieldName,
  label: z.string().min(1).optional(),
  format: z.enum(['text', 'number', 'date', 'boolean', 'choice', 'multi']),
  options: z.array(z.string().min(1)).optional(),
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
  name: z.string().min(1),
  logic: z.enum(['and', 'or']).optional(),
  filters,
})
export type Segment = z.infer<typeof segment>

/** A shop of a list, with the two log-ins that Heyloyalty makes for it. */
export const shop = z.strictObject({
  name: z.string().min(1),
  /** The id of a store of ours whose customers belong to it. */
  store: z.string().min(1).optional(),
  username: z.string().min(1),
  password: secret(z.string().min(8)),
  userUsername: z.string().min(1),
  userPassword: secret(z.string().min(8)),
})

export const businessIntelligence = z.strictObject({
  provider: z.enum(['raptor', 'heyloyalty']),
  raptorCustomerId: z
    .string()
    .regex(/^\d{4,5}$/, 'expected the four or five digits of the Raptor account')
    .optional(),
  raptorApiKey: secret(z.string().min(1)).optional(),
  imageFormat: z
    .string()
    .regex(/^\d+x\d+$/, 'expected a size such as 600x600')
    .optional(),
  /** What Heyloyalty calls these, where it is not as assumed. */
  names: z
    .strictObject({
      provider: z.string().min(1).optional(),
      customerId: z.string().min(1).optional(),
      apiKey: z.string().min(1).optional(),
      productFeedId: z.string().min(1).optional(),
      imageFormat: z.string().min(1).optional(),
    })
    .optional(),
})
