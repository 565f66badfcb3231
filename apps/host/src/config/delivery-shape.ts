import { secret } from '@cartograph/core'
import * as z from 'zod'
import { writtenMapping } from './mapping-shape.ts'

const serveShape = z.strictObject({
  every: z
    .string()
    .regex(/^[1-9]\d{0,5}[smhd]$/, 'expected a number and a unit, such as 90s, 15m, 6h or 1d')
    .optional()
    .describe('`cartograph serve` makes it anew at most this often, such as `15m`. Default `60s`.'),
  keep: z.int().min(1).max(100).optional().describe('How many old versions stay. Default 3.'),
  basic: z
    .strictObject({
      user: z.string().regex(/^[^:\s]+$/, 'expected a name without colons and spaces'),
      password: secret(z.string().min(12, 'expected at least 12 characters')),
    })
    .optional()
    .describe('A name and a password that the vendor must send beside the address.'),
})

export const deliveryShape = z.strictObject({
  from: z.string().describe('The entity of the commerce model that is sent.'),
  to: z.strictObject({
    connection: z.string().describe('The id of a connection of this file.'),
    sink: z.string().describe("One of its connector's sinks."),
  }),
  mapping: writtenMapping.optional(),
  replace: z.boolean().optional().describe('Every push replaces all that is there. Default false.'),
  settings: z
    .record(z.string(), z.json())
    .nullish()
    .describe('What `$settings` reads in the mapping.'),
  segment: z
    .string()
    .optional()
    .describe(
      'Only what is in this segment is sent; what leaves it is taken away where the sink can. Default: all.',
    ),
  segments: z
    .array(z.string())
    .optional()
    .describe(
      'The mapping reads in `$.segments` which of these a row is in, for tags and lists. Default: none.',
    ),
  paused: z.boolean().optional().describe('Nothing is sent while this is true. Default false.'),
  consent: z
    .enum(['required', 'assumed'])
    .optional()
    .describe(
      'Where nobody knows whether a person agreed: `required` sends nothing, `assumed` sends. Default `required`; who said no is sent nothing either way.',
    ),
  serve: serveShape.nullish().describe('How a document that the vendor fetches is served.'),
})

export type DeliveryShape = z.infer<typeof deliveryShape>
