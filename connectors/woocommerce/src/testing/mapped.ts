import {
  compileMapping,
  isFault,
  makeRow,
  type EntityName,
  type JsonObject,
} from '@cartograph/core'
import { shopMappings } from '../mappings/index.ts'

/** What a default mapping makes of rows, checked against the model as the engine does; a fault is thrown. */
export async function mapped(
  id: string,
  rows: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const mapping = shopMappings({ carts: true }).find((one) => one.id === id)
  if (mapping === undefined || !('entity' in mapping.to)) throw new Error(`No mapping ${id}.`)
  const entity = mapping.to.entity as EntityName
  const compiled = await compileMapping(mapping)
  const { items, problems } = compiled.map(rows)
  const [problem] = problems
  if (problem !== undefined) throw new Error(`${problem.path?.join('.')}: ${problem.message}`)
  return items.map((item) => {
    const made = makeRow(entity, 'shop', item)
    if ('fault' in made) throw new Error(isFault(made.fault) ? made.fault.message : 'no row')
    return made.row
  })
}
