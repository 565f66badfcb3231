import { compileMapping, type Json, type JsonObject } from '@cartograph/core'
import type * as z from 'zod'
import { dialogInsight } from '../connector.ts'
import { settings } from '../settings.ts'

const all = { transaction: {}, item: {}, product: {}, category: {}, cart: {}, cartItem: {} }

/** Of one unit of a currency in Canadian dollars. */
const rates: Readonly<Record<string, string>> = { EUR: '1.5', JPY: '0.01' }

export interface Mapped {
  readonly items: readonly JsonObject[]
  readonly problems: readonly string[]
}

/** What a default mapping makes of one row, and what its sink's schema says of it. */
export async function mapped(
  sink: string,
  row: JsonObject,
  others: Readonly<Record<string, Json>> = {},
  more: Partial<z.input<typeof settings>> = {},
): Promise<Mapped> {
  const config = settings.parse({
    keyId: 4242,
    key: 'key-of-32-letters',
    project: 1,
    currency: 'CAD',
    contactsBy: ['EMail'],
    tables: all,
    ...more,
  })
  const { mappings = [], sinks = {} } = dialogInsight.parts({ config, found: null })
  const mapping = mappings.find(({ id }) => id === `dialog-insight-${sink}`)
  if (mapping === undefined) throw new Error(`There is no mapping to ${sink}.`)
  const compiled = await compileMapping(mapping, { rates: (from) => rates[from] })
  const { items, problems } = compiled.map([row], others)
  const issues = await Promise.all(
    items.map(
      async (item) => (await sinks[sink]?.schema['~standard'].validate(item))?.issues ?? [],
    ),
  )
  return {
    items,
    problems: [
      ...problems.map(({ message }) => message),
      ...issues.flat().map(({ path = [], message }) => `${path.map(String).join('.')}: ${message}`),
    ],
  }
}
