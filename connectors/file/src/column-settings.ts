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
    emptyIsMissing: z.boolean().optional().meta({
      title: 'Empty is missing',
      description: 'Default false: an empty cell is empty text.',
    }),
  }),
  z.strictObject({ type: z.literal('integer'), thousands }),
  z
    .strictObject({
      type: z.literal('decimal'),
      decimalComma: z.boolean().optional().meta({
        title: 'Decimal comma',
        description: 'The comma stands before the decimals. Default false: the point does.',
      }),
      thousands: thousands.meta({
        title: 'Thousands',
        description: 'What stands between groups of digits. Default: nothing.',
      }),
    })
    .refine(
      (column) => column.thousands !== (column.decimalComma === true ? ',' : '.'),
      'expected another sign between thousands than before the decimals',
    ),
  z.strictObject({
    type: z.literal('boolean'),
    trueWords: z
      .array(word)
      .min(1)
      .optional()
      .meta({ title: 'Words for true', description: 'Default: true, yes, y, 1, in any case.' }),
    falseWords: z
      .array(word)
      .min(1)
      .optional()
      .meta({ title: 'Words for false', description: 'Default: false, no, n, 0, in any case.' }),
  }),
  z.strictObject({
    type: z.literal('date'),
    format: pattern.optional().meta({ title: 'Format', description: 'Default `yyyy-MM-dd`.' }),
  }),
  z.strictObject({
    type: z.literal('instant'),
    format: pattern.optional().meta({ title: 'Format', description: 'Default: ISO 8601.' }),
    zone: z
      .string()
      .refine(isTimeZone, 'expected an IANA time zone such as Europe/London')
      .optional()
      .meta({
        title: 'Time zone',
        description:
          'IANA zone of instants that do not carry their own offset, such as Europe/London. Default UTC.',
      }),
  }),
])

export type ColumnSettings = z.infer<typeof columnSettings>
