import { entityNames } from '@cartograph/core'
import * as z from 'zod'
import { baseProperties } from './default-properties.ts'
import { pagesShape } from './page-shape.ts'

const name = z
  .string()
  .regex(
    /^[A-Za-z][\w-]{0,62}$/,
    'expected a name: up to 63 letters, digits, - and _, a letter first',
  )

const path = z
  .string()
  .regex(
    /^\$(?:\.[A-Za-z_][\w-]*)+$/,
    'expected a path such as $.extra.memberNumber, as mappings write it',
  )

const policy = z.enum(['newest', 'first', 'longest', 'priority', 'union'])

const identifier = z.strictObject({
  from: z
    .enum(entityNames as readonly [string, ...string[]])
    .optional()
    .describe('The entity whose rows have it. Default `customer`.'),
  path: path.describe(
    'Where it stands in a row of the commerce model, for example `$.extra.card`.',
  ),
  connections: z
    .array(z.string())
    .optional()
    .describe('Only rows of these connections. Default: of all.'),
  prefix: z
    .string()
    .optional()
    .describe(
      'What is put before the value. `stripe:` makes the id of a customer of the connection `stripe` of it.',
    ),
})

const rule = z.union([
  name,
  z.strictObject({
    name: z.string().optional().describe('What it is called where a merge is explained.'),
    match: z
      .array(name)
      .min(1, 'expected at least one identifier')
      .describe('Identifiers that must all be equal.'),
    caseSensitive: z
      .boolean()
      .optional()
      .describe('Whether `A1` and `a1` are two. Default false; e-mail addresses never are.'),
  }),
])

const identityShape = z.strictObject({
  identifiers: z
    .record(name, z.union([identifier, z.array(identifier)]))
    .nullish()
    .describe(
      'Identifiers of your own, such as a member number. `email`, `phone` and `customer` are there already, and may be found in more places.',
    ),
  rules: z
    .array(rule)
    .min(1, 'expected at least one rule')
    .nullish()
    .describe(
      'What makes two records one person, the strongest first. Default: [customer, email, phone].',
    ),
  neverDiffer: z
    .array(name)
    .nullish()
    .describe(
      'Identifiers of which a person has one: records that differ in them are two persons.',
    ),
  recordsPerIdentifier: z
    .int()
    .min(2)
    .max(1000)
    .optional()
    .describe('An identifier that more records have is shared, and joins nobody. Default 50.'),
  recordsPerPerson: z
    .int()
    .min(2)
    .max(10_000)
    .optional()
    .describe('Records that would be more are joined by the stronger rules alone. Default 500.'),
  ignore: z
    .record(name, z.array(z.string().min(1, 'expected a value')))
    .nullish()
    .describe(
      'Values that identify nobody, for example `email: [shop@example.com, "@marketplace.example"]`; one that begins with @ is a whole domain.',
    ),
})

const extendedProperty = z.strictObject({
  label: z.string().optional().describe('What people call it. Default: its name.'),
  type: z
    .enum(['string', 'number', 'integer', 'boolean', 'date', 'instant', 'email', 'url', 'strings'])
    .describe('What a value must be.'),
  path: path.describe("Where it stands in a customer's row, for example `$.extra.tier`."),
  policy: policy
    .optional()
    .describe('Which of several values is taken. Default `newest`; for lists `union`.'),
  values: z
    .array(z.union([z.string(), z.number()]))
    .min(1, 'expected at least one value')
    .optional()
    .describe('The only values that it may have.'),
  pattern: z.string().optional().describe('A regular expression that text must match.'),
  minimum: z.number().optional().describe('The least number.'),
  maximum: z.number().optional().describe('The greatest number.'),
})

const basePolicy = z.enum(['off', ...policy.options])

const propertiesShape = z.strictObject({
  base: z
    .strictObject(
      Object.fromEntries(
        Object.entries(baseProperties).map(([property, standard]) => [
          property,
          basePolicy
            .optional()
            .describe(`\`off\`, or which of several values is taken. Default \`${standard}\`.`),
        ]),
      ),
    )
    .nullish()
    .describe('Properties of the commerce model: which are kept, and which value is taken.'),
  extended: z.record(name, extendedProperty).nullish().describe('Properties of your own.'),
  priority: z
    .array(z.string())
    .nullish()
    .describe('Connections, the most trusted first, for the policy `priority`.'),
})

export const nodeShape = z.strictObject({
  name: z.string().optional().describe('What people call it. Default: its id.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected an ISO 3166 code of two letters, such as DK')
    .optional()
    .describe('The country of phone numbers that are written without one.'),
  connections: z
    .array(z.string())
    .min(1, 'expected at least one connection')
    .optional()
    .describe('The connections that it owns. A node has either these or `of`.'),
  of: z
    .array(z.string())
    .min(1, 'expected at least one node')
    .optional()
    .describe('The nodes whose customers it merges, the most trusted first.'),
  priority: z
    .enum(['order', 'time'])
    .optional()
    .describe(
      'Of a node with `of`: whether the first node that has a value wins, or the newest value. Default `order`.',
    ),
})

/** Who is the same person, what is kept of them, and which part of the organisation sees whom. */
export const customersShape = z.strictObject({
  identity: identityShape.nullish().describe('What makes two records one person.'),
  properties: propertiesShape.nullish().describe('What a profile is made of.'),
  nodes: z
    .record(name, nodeShape)
    .nullish()
    .describe('Parts of the organisation with customers of their own: brands, shops, countries.'),
  pages: pagesShape
    .nullish()
    .describe('Pages on which persons sign up, change their details and unsubscribe.'),
})

export type CustomersShape = z.infer<typeof customersShape>
export type NodeShape = z.infer<typeof nodeShape>
