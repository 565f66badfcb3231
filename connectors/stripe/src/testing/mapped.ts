import type { JsonObject } from '@cartograph/core'
import { defaultMappings } from '@cartograph/testkit/reading'
import type * as z from 'zod'
import { mappingsOf } from '../mappings/index.ts'
import { settings } from '../settings.ts'
import { testKey } from './context.ts'
import { objects } from './objects.ts'

type Config = Partial<z.input<typeof settings>>

const { mapped: keptRows } = defaultMappings(
  (config?: Config) => ({
    mappings: mappingsOf(settings.parse({ secretKey: testKey, ...config })),
  }),
  { connection: 'pay' },
)

/** What a default mapping makes of a row, checked against the model as the engine does; a fault is thrown. */
export async function mapped(
  id: string,
  row: JsonObject,
  config: Config = {},
): Promise<JsonObject | undefined> {
  const [kept] = await keptRows(id, row, {}, config)
  return kept
}

/** An example of a stream's rows, changed in some fields. */
export function example(stream: keyof typeof objects, change: JsonObject = {}): JsonObject {
  return { ...objects[stream], ...change }
}
