import { personal } from '@cartograph/core'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Settings } from './settings.ts'
import { triggerFieldsOf, triggerNamesOf, type TriggerField } from './trigger-settings.ts'

const product = z.object({
  id: z.string(),
  name: z.string().optional(),
  price: z.number().optional(),
  originalPrice: z.number().optional(),
})

/** What Raptor wants a person to be told: that a basket was left, a price fell, or something is back. */
export const triggerRow = z.object({
  id: z.string(),
  /** In this connector's words, or in Raptor's where it is none that is known. */
  trigger: z.string(),
  at: z.iso.datetime(),
  userId: personal('email', z.string().optional()),
  cookieId: z.string().optional(),
  basketId: z.string().optional(),
  products: z.array(product),
})
export type TriggerRow = z.infer<typeof triggerRow>

/**
 * A trigger as it came, as a row; undefined where it is none.
 *
 * Raptor tells it again where nobody answered: name, person and instant make the id.
 */
export function triggerRowOf(config: Settings, body: unknown): TriggerRow | undefined {
  const fields = triggerFieldsOf(config.triggerFields)
  const textAt = (field: TriggerField) => textOf(valueAt(body, fields[field]))
  const name = textAt('name')
  const at = Date.parse(textAt('at') ?? '')
  if (name === undefined || Number.isNaN(at)) return undefined
  const [userId, cookieId, basketId] = [textAt('user'), textAt('cookie'), textAt('basket')]
  const instant = new Date(at).toISOString()
  const names = Object.entries(triggerNamesOf(config.triggerNames))
  const known = names.find(([, called]) => called.toLowerCase() === name.toLowerCase())?.[0]
  const content = valueAt(body, fields.products)
  return {
    id: idOf([name, userId ?? cookieId ?? basketId ?? '', instant]),
    trigger: known ?? name,
    at: instant,
    ...(userId !== undefined && { userId }),
    ...(cookieId !== undefined && { cookieId }),
    ...(basketId !== undefined && { basketId }),
    products: (Array.isArray(content) ? content : []).flatMap((each: unknown) =>
      productOf(fields, each),
    ),
  }
}

function productOf(
  fields: Readonly<Record<TriggerField, string>>,
  given: unknown,
): TriggerRow['products'] {
  const id = textOf(valueAt(given, fields.productId))
  if (id === undefined) return []
  const name = textOf(valueAt(given, fields.productName))
  const price = numberOf(valueAt(given, fields.price))
  const originalPrice = numberOf(valueAt(given, fields.originalPrice))
  return [
    {
      id,
      ...(name !== undefined && { name }),
      ...(price !== undefined && { price }),
      ...(originalPrice !== undefined && { originalPrice }),
    },
  ]
}

/** No address in an id: it stays in the store after an erasure. */
function idOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/** The value at a path with points. */
function valueAt(value: unknown, path: string): unknown {
  let found = value
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[name]
  }
  return found
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
