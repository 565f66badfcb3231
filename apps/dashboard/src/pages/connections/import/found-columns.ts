import { groupIn } from '../../../schema-form/form-value.ts'
import type { FileColumn } from './import-entries.ts'

/** The columns of one source of files, as the host found them. */
export function columnsIn(found: unknown, source: string): readonly FileColumn[] {
  const columns = groupIn(groupIn(groupIn(found)['sources'])[source])['columns']
  if (!Array.isArray(columns)) return []
  return (columns as readonly unknown[])
    .map(groupIn)
    .flatMap(({ name, type, decimalComma }) =>
      typeof name === 'string' && typeof type === 'string'
        ? [{ name, type, ...(decimalComma === true && { decimalComma }) }]
        : [],
    )
}
