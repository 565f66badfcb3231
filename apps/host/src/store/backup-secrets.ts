import * as z from 'zod'
import { readBackup } from './backup-file.ts'

const tableShape = z.object({ table: z.string(), columns: z.array(z.string()) })
const rowShape = z.array(z.unknown())

/** The secrets that a backup holds, by their names, sealed as they are. */
export function sealedInBackup(file: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let columns: readonly string[] | undefined
  for (const value of readBackup(file)) {
    const begun = tableShape.safeParse(value)
    if (begun.success) columns = begun.data.table === 'secret' ? begun.data.columns : undefined
    const row = rowShape.safeParse(value)
    if (columns !== undefined && row.success)
      found.set(
        String(row.data[columns.indexOf('name')]),
        String(row.data[columns.indexOf('sealed')]),
      )
  }
  return found
}
