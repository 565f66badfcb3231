import {
  compileMapping,
  isFault,
  makeRow,
  type EntityName,
  type JsonObject,
} from '@cartograph/core'
import { mappingsOf } from '../mappings/index.ts'
import type { Settings } from '../settings.ts'
import { testSettings } from './context.ts'

/** What a default mapping makes of rows, checked against the model as the engine does; a fault is thrown. */
export async function mapped(
  id: string,
  rows: readonly object[],
  settings: Partial<Settings> = {},
): Promise<readonly JsonObject[]> {
  const mapping = mappingsOf({ ...testSettings, ...settings }).find((one) => one.id === id)
  if (mapping === undefined || !('entity' in mapping.to)) throw new Error(`No mapping ${id}.`)
  const entity = mapping.to.entity as EntityName
  const compiled = await compileMapping(mapping)
  const { items, problems } = compiled.map(rows as readonly JsonObject[])
  const [problem] = problems
  if (problem !== undefined) throw new Error(`${problem.path?.join('.')}: ${problem.message}`)
  return items.map((item) => {
    const made = makeRow(entity, 'till', item)
    if ('fault' in made) throw new Error(isFault(made.fault) ? made.fault.message : 'no row')
    return made.row
  })
}
