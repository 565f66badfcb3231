import * as z from 'zod'

const column = z.object({
  name: z.string(),
  type: z.string(),
  isKey: z.boolean().optional(),
  isRequired: z.boolean().optional(),
  refers: z.object({ table: z.string(), column: z.string() }).optional(),
  note: z.string().optional(),
})
const table = z.object({
  name: z.string(),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  columns: z.array(column),
  note: z.string().optional(),
})
const found = z.looseObject({ tables: z.array(table).min(1) })

export type TableColumn = z.infer<typeof column>
export type AccountTable = z.infer<typeof table>

/** The tables of what a connector discovered, where it tells any in this form. */
export function tablesOf(discovered: unknown): readonly AccountTable[] | undefined {
  return found.safeParse(discovered).data?.tables
}
