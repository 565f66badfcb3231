import type { Json } from '@cartograph/core'
import * as z from 'zod'
import { columnName } from './catalogue-settings.ts'
import type { Settings } from './settings.ts'

/** Streams take texts, numbers, true and false, lists, and lists of objects. */
export const columnValue = z.unknown() as unknown as z.ZodType<Json | undefined>
export type ColumnRow = Readonly<Record<string, Json>>

/** Refuses columns of one's own with names that no feed can have. */
export function nameIssues(row: object, context: z.core.$RefinementCtx): void {
  for (const name of Object.keys(row))
    if (!columnName.safeParse(name).success)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'expected a column of letters, digits and _, which begins with a letter',
      })
}

/** A row under the names that its columns have in Raptor. */
export function renamed({ columns = {} }: Settings, row: ColumnRow): ColumnRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [columns[name] ?? name, value]),
  )
}

/** A row of Raptor under the names that are used here. */
export function namedBack({ columns = {} }: Settings, row: Readonly<Record<string, unknown>>) {
  const own = new Map(Object.entries(columns).map(([name, theirs]) => [theirs, name]))
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [own.get(name) ?? name, value]),
  )
}
