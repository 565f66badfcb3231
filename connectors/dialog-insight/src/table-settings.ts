import * as z from 'zod'

/** Of `MergeOptions`, in our words. */
export const mergeOptions = z.strictObject({
  insert: z.boolean().optional(),
  update: z.boolean().optional(),
  skipDuplicates: z.boolean().optional(),
  skipUnmatched: z.boolean().optional(),
  returnOnSuccess: z.boolean().optional(),
  returnOnError: z.boolean().optional(),
  fields: z.json().optional(),
})
export type MergeOptions = z.infer<typeof mergeOptions>

const code = z.string().regex(/^\w+$/, 'expected the code of a column')

export const tableSettings = z.strictObject({
  id: z.int().min(1).optional().meta({
    description: '`idTable`. In Dialog Insight: Project, Data Management.',
  }),
  name: z.string().min(1).optional().meta({ description: 'Where the account calls it otherwise.' }),
  columns: z
    .record(code, z.union([code, z.literal(false)]))
    .optional()
    .meta({
      description:
        'What columns are called: `Revenue: Sales`. `false` leaves one out; others than ours are added as they are.',
    }),
  merge: mergeOptions.optional(),
})
export type TableSettings = z.infer<typeof tableSettings>

export const otherTable = z.strictObject({
  id: z.int().min(1).meta({ description: '`idTable`.' }),
  name: z.string().min(1).optional(),
  keys: z.array(code).min(1).meta({ description: 'Columns that are its key.' }),
  contact: code.optional().meta({ description: 'The column that names the contact.' }),
  columns: z.record(code, z.string()).optional().meta({
    description: 'The other columns and their types, such as `Points: Int`; they are checked.',
  }),
  merge: mergeOptions.optional(),
})
