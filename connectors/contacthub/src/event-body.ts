import { keyName, mostClassifications, typesWithoutExtras } from './assumptions.ts'
import { withCatalogue } from './event-catalogue.ts'
import type { EventItem } from './event-item.ts'
import { filled, isRecord, type Tree } from './plain-data.ts'
import type { Settings } from './settings.ts'

/** Whose an event is, in the words of Contacthub. */
export type Identity =
  | { readonly customerId: string }
  | {
      readonly bringBackProperties: {
        readonly type: 'EXTERNAL_ID' | 'SESSION_ID'
        readonly value: string
        readonly nodeId: string
      }
    }

/** An event as it is sent. Its key goes with it, by which it is found again: Contacthub would take it twice. */
export function eventBody(config: Settings, item: EventItem, whose: Identity): Tree {
  const { type, context, at, contextInfo, tracking } = item
  return {
    ...whose,
    type,
    context,
    date: at,
    properties: sentProperties(config, item),
    ...part('contextInfo', contextInfo),
    ...part('tracking', tracking),
  }
}

export function sentProperties(
  config: Settings,
  { type, key, properties, catalogue }: EventItem,
): Tree {
  const said = filled(withCatalogue(properties, catalogue))
  const all = isRecord(said) ? said : {}
  const kept = (config.profiles ?? []).includes('contactplan') ? exportable(all) : all
  if (typesWithoutExtras.has(type)) return kept
  const extras = isRecord(kept['extraProperties']) ? kept['extraProperties'] : {}
  return { ...kept, extraProperties: { ...extras, [keyName]: key } }
}

/** Products with as many classifications as the daily export takes. */
function exportable(properties: Tree): Tree {
  const { products } = properties
  return Array.isArray(products)
    ? { ...properties, products: products.map(exportableProduct) }
    : properties
}

function exportableProduct(product: unknown): unknown {
  if (!isRecord(product) || !Array.isArray(product['classifications'])) return product
  return { ...product, classifications: product['classifications'].slice(0, mostClassifications) }
}

function part(name: string, value: unknown): Tree {
  const said = filled(value)
  return said === undefined ? {} : { [name]: said }
}
