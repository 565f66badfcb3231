import type { JsonObject } from '@cartograph/core'
import { defaultMappings } from '@cartograph/testkit/reading'
import { mappingsOf } from '../mappings/index.ts'
import type { Settings } from '../settings.ts'
import { testSettings } from './context.ts'

const { mapped: keptRows } = defaultMappings(
  (settings?: Partial<Settings>) => ({ mappings: mappingsOf({ ...testSettings, ...settings }) }),
  { connection: 'till' },
)

/** What a default mapping makes of rows, checked against the model as the engine does; a fault is thrown. */
export function mapped(
  id: string,
  rows: readonly object[],
  settings: Partial<Settings> = {},
): Promise<readonly JsonObject[]> {
  return keptRows(id, rows as readonly JsonObject[], {}, settings)
}
