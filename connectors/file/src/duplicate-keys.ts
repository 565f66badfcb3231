import type { Change, Context } from '@cartograph/core'
import { keyOf, type Row } from './rows.ts'

/**
 * Warns, once, when rows that stand near each other have the same key: only the last of them is kept.
 *
 * It looks at one page at a time, since a whole file's keys do not fit into bounded memory.
 */
export function duplicateWatch(
  key: readonly string[] | undefined,
  file: string,
  log: Context<unknown>['log'],
): (changes: readonly Change<Row>[]) => void {
  let isTold = key === undefined
  return (changes) => {
    if (isTold || key === undefined) return
    const seen = new Set<string>()
    for (const change of changes) {
      if (change.op !== 'upsert') continue
      const text = JSON.stringify(keyOf(change.row, key))
      if (seen.has(text)) {
        isTold = true
        log.warn(
          'Rows have the same key; the last of them counts. Name more columns under `key`.',
          {
            file,
            key: [...key],
          },
        )
        return
      }
      seen.add(text)
    }
  }
}
