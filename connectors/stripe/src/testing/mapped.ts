import {
  compileMapping,
  isFault,
  makeRow,
  type EntityName,
  type JsonObject,
} from '@cartograph/core'
import type * as z from 'zod'
import { mappingsOf } from '../mappings/index.ts'
import { settings } from '../settings.ts'
import { testKey } from './context.ts'
import { objects } from './objects.ts'

/** What a default mapping makes of a row, checked against the model as the engine does; a fault is thrown. */
export async function mapped(
  id: string,
  row: JsonObject,
  config: Partial<z.input<typeof settings>> = {},
): Promise<JsonObject | undefined> {
  const all = mappingsOf(settings.parse({ secretKey: testKey, ...config }))
  const mapping = all.find((one) => one.id === id)
  if (mapping === undefined || !('entity' in mapping.to)) throw new Error(`No mapping ${id}.`)
  const { items, problems } = (await compileMapping(mapping)).map([row])
  const [problem] = problems
  if (problem !== undefined) throw new Error(`${problem.path?.join('.')}: ${problem.message}`)
  const [item] = items
  if (item === undefined) return undefined
  const made = makeRow(mapping.to.entity as EntityName, 'pay', item)
  if ('fault' in made) throw new Error(isFault(made.fault) ? made.fault.message : 'no row')
  return made.row
}

/** An example of a stream's rows, changed in some fields. */
export function example(stream: keyof typeof objects, change: JsonObject = {}): JsonObject {
  return { ...objects[stream], ...change }
}
