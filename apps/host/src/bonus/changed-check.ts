import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '@cartograph/core'

/** What the host itself keeps of a check: how it stands follows from what was spent and from its end. */
const computed: ReadonlySet<string> = new Set(['status', 'remainingAmount', 'updatedAt'])

/** Whether a file says otherwise of a check than the store. */
export function isChangedCheck(known: JsonObject, row: JsonObject): boolean {
  const isCancelled = row['status'] === 'cancelled' && known['status'] !== 'cancelled'
  return isCancelled || !isDeepStrictEqual(said(known), said(row))
}

function said(row: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => !computed.has(name) && value !== null),
  )
}
