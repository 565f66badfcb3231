import * as z from 'zod'
import { isInstantPattern } from './instant-pattern.ts'
import { isTimeZone } from './time-zones.ts'

const thousands = z
  .string()
  .regex(/^[.,' ]$/, "expected one of . , ' or a space")
  .optional()

const word = z.string().min(1)

const pattern = z
  .string()
  .refine(
    isInstantPattern,
    'expected yyyy MM dd HH mm ss SSS with their separators, such as "dd.MM.yyyy HH:mm"',
  )

/** What a column holds. In every type but text an empty cell is a missing value. */
export const columnSettings = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    /** Default false: an empty cell is empty text. */
    emptyIsMissing: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('integer'), thousands }),
  z
    .strictObject({
      type: z.literal('decimal'),
      /** The comma stands before the decimals. Default false: the point does. */
      decimalComma: z.boolean().optional(),
      /** What stands between groups of digits. Default: nothing. */
      thousands,
    })
    .refine(
      (column) => column.thousands !== (column.decimalComma === true ? ',' : '.'),
      'expected another sign between thousands than before the decimals',
    ),
  z.strictObject({
    type: z.literal('boolean'),
    /** Default: true, yes, y, 1, in any case. */
    trueWords: z.array(word).min(1).optional(),
    /** Default: false, no, n, 0, in any case. */
    falseWords: z.array(word).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    /** Default `yyyy-MM-dd`. */
    format: pattern.optional(),
  }),
  z.strictObject({
    type: z.literal('instant'),
    /** Default: ISO 8601. */
    format: pattern.optional(),
    /** IANA zone of instants that do not carry their own offset, such as Europe/London. Default UTC. */
    zone: z
      .string()
      .refine(isTimeZone, 'expected an IANA time zone such as Europe/London')
      .optional(),
  }),
])

export type ColumnSettings = z.infer<typeof columnSettings>
