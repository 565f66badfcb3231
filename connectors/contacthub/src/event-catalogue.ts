import * as z from 'zod'
import { isRecord, type Tree } from './plain-data.ts'

/** What the catalogue says of the products of an event. */
export const eventCatalogue = z.strictObject({
  categories: z.array(z.strictObject({ id: z.string(), name: z.string().nullish() })).nullish(),
  products: z
    .array(
      z.strictObject({
        id: z.string(),
        vendor: z.string().nullish(),
        attributes: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
})
export type EventCatalogue = z.infer<typeof eventCatalogue>

/** Products with the names of their categories, their vendor, and what tells them apart. */
export function withCatalogue(
  properties: Tree,
  catalogue: EventCatalogue | null | undefined,
): Tree {
  const { products } = properties
  if (!Array.isArray(products) || (catalogue ?? null) === null) return properties
  const names = new Map((catalogue?.categories ?? []).map(({ id, name }) => [id, name ?? id]))
  const known = new Map((catalogue?.products ?? []).map((one) => [one.id, one]))
  const product = (given: unknown) => {
    if (!isRecord(given)) return given
    const { category, id } = given
    const own = typeof id === 'string' ? known.get(id) : undefined
    const named = Array.isArray(category) && {
      category: category.map((each: unknown) =>
        typeof each === 'string' ? (names.get(each) ?? each) : each,
      ),
    }
    return { ...(own !== undefined && described(own)), ...given, ...named }
  }
  return { ...properties, products: products.map(product) }
}

function described({ vendor, attributes }: NonNullable<EventCatalogue['products']>[number]): Tree {
  const classifications = Object.entries(attributes ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ key, value: String(value) }]
      : [],
  )
  return {
    ...((vendor ?? null) !== null && { vendor }),
    ...(classifications.length > 0 && { classifications }),
  }
}
