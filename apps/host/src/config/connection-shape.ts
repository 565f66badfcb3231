import * as z from 'zod'
import { writtenMapping } from './mapping-shape.ts'

export const connectionShape = z.strictObject({
  connector: z
    .string()
    .min(1, 'expected the name of a connector')
    .describe('Short for `@cartograph/connector-…`, or the name of any package.'),
  config: z
    .record(z.string(), z.unknown())
    .nullish()
    .describe('The settings of the connector; `cartograph docs CONNECTOR` describes them.'),
  schedule: z
    .string()
    .optional()
    .describe('A cron expression: when `cartograph serve` reads the connection.'),
  timeZone: z
    .string()
    .optional()
    .describe("The IANA time zone that the schedule's hours are of. Default UTC."),
  streams: z.array(z.string()).optional().describe('What is read. Default: every stream.'),
  owner: z
    .email('expected an e-mail address')
    .optional()
    .describe(
      'Who is mailed when the connection does not work, and when it works again. Default: the owners of the organisation.',
    ),
  isolation: z
    .enum(['process', 'none'])
    .optional()
    .describe(
      '`process` runs the connector in a process of its own, next to without permissions. Default `none`.',
    ),
  budgets: z
    .enum(['on', 'off'])
    .optional()
    .describe("`off` lifts the vendor's declared limits. Default `on`."),
  requestsAtOnce: z
    .int()
    .min(1, 'expected at least 1')
    .max(64, 'expected 64 at the most')
    .optional()
    .describe(
      'No more requests of one process are under way at once, whatever the vendor takes. Default: found by trying.',
    ),
  mappings: z
    .array(writtenMapping)
    .nullish()
    .describe("What becomes of streams, in the place of the connector's own mappings."),
  standardMappings: z
    .enum(['on', 'off'])
    .optional()
    .describe(
      '`off`: of streams that are not mapped here nothing is made; their records are kept as the vendor gave them, and rows made of them before go. Default `on`.',
    ),
})

export type ConnectionShape = z.infer<typeof connectionShape>
