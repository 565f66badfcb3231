import type { ShopProduct, ShopVariant } from '../../shop/catalogue.ts'
import type { SimulatedShop } from '../../shop/shop.ts'
import type { JsonObject } from '../json.ts'
import { amountText, shortAmountText } from '../money.ts'
import { secondOf } from '../orders/shop-order.ts'
import { slugOf } from '../slug.ts'
import type { Store } from '../store/store.ts'
import { putKeeping } from './keeping.ts'

export interface CatalogueNumbers {
  product(shopId: string): number
  variation(shopVariantId: string): number
}

/** Takes over the shop's categories, sizes and products, and keeps which number each was given. */
export function feedCatalogue(
  store: Store,
  shop: SimulatedShop,
): CatalogueNumbers & { readonly refresh: (shopId: string) => void } {
  const productIds = new Map<string, number>()
  const variationIds = new Map<string, number>()
  const categoryIds = feedCategories(store, shop)
  const sizeTerms = new Set<string>()

  const put = (product: ShopProduct) => {
    const isNew = !productIds.has(product.id)
    const id = productIds.get(product.id) ?? store.nextId('post')
    productIds.set(product.id, id)
    const dates = {
      createdAt: secondOf(product.createdAt),
      modifiedAt: secondOf(product.updatedAt),
    }
    const fields = productFields(product, categoryIds)
    const variants = product.variants.length === 1 ? [] : product.variants
    const variations = variants.map((variant) => {
      const variationId = variationIds.get(variant.id) ?? store.nextId('post')
      variationIds.set(variant.id, variationId)
      if (!sizeTerms.has(variant.option)) {
        sizeTerms.add(variant.option)
        putTerm(store, 'terms', { name: variant.option, slug: slugOf(variant.option) }, sizeId)
      }
      const variation = { id: variationId, ...dates, status: 'publish', parent: id }
      const ofVariation = variationFields(product, variant)
      putKeeping(store.documents.variations, { ...variation, fields: ofVariation }, isNew)
      return variationId
    })
    const whole = { id, ...dates, status: 'publish', parent: 0, fields: { ...fields, variations } }
    putKeeping(store.documents.products, whole, isNew)
  }

  const sizeId = store.nextId('attribute')
  store.documents.attributes.put({
    id: sizeId,
    createdAt: 0,
    modifiedAt: 0,
    status: '',
    parent: 0,
    fields: { name: 'Size', slug: 'pa_size' },
  })
  for (const product of shop.products()) put(product)
  return {
    product: (shopId) => productIds.get(shopId) ?? 0,
    variation: (shopVariantId) => variationIds.get(shopVariantId) ?? 0,
    refresh(shopId) {
      const product = shop.product(shopId)
      if (product !== undefined) put(product)
    },
  }
}

function feedCategories(store: Store, shop: SimulatedShop): ReadonlyMap<string, JsonObject> {
  putTerm(store, 'categories', { name: 'Uncategorized', slug: 'uncategorized' })
  const groups = new Map<string, number>()
  const ids = new Map<string, JsonObject>()
  for (const { id, name, parent } of shop.categories) {
    const group =
      groups.get(parent) ?? putTerm(store, 'categories', { name: parent, slug: slugOf(parent) })
    groups.set(parent, group)
    const fields = { name, slug: slugOf(name) }
    const termId = putTerm(store, 'categories', { ...fields, parent: group })
    ids.set(id, { id: termId, ...fields })
  }
  return ids
}

function putTerm(
  store: Store,
  kind: 'categories' | 'terms',
  fields: JsonObject,
  parent = 0,
): number {
  const id = store.nextId('term')
  store.documents[kind].put({ id, createdAt: 0, modifiedAt: 0, status: '', parent, fields })
  return id
}

function productFields(
  product: ShopProduct,
  categoryIds: ReadonlyMap<string, JsonObject>,
): JsonObject {
  const category = categoryIds.get(product.category.id)
  const [first] = product.variants
  const variable = product.variants.length > 1
  const price = amountText(product.price)
  const inStock = product.variants.some(({ stock }) => stock > 0)
  return {
    name: product.name,
    slug: slugOf(product.name),
    type: variable ? 'variable' : 'simple',
    // A parent has no price of its own, and shows its cheapest variation's.
    regular_price: variable ? '' : price,
    sku: variable ? first.sku.slice(0, 6) : first.sku,
    global_unique_id: variable ? '' : first.gtin,
    manage_stock: !variable,
    stock_quantity: variable ? null : first.stock,
    stock_status: inStock ? 'instock' : 'outofstock',
    has_options: variable,
    categories: category === undefined ? [] : [category],
    attributes: variable
      ? [
          {
            id: 1,
            name: 'Size',
            slug: 'pa_size',
            position: 0,
            visible: true,
            variation: true,
            options: product.variants.map(({ option }) => option),
          },
        ]
      : [],
    description: `<p>${product.name}.</p>\n`,
  }
}

function variationFields(product: ShopProduct, variant: ShopVariant): JsonObject {
  const price = shortAmountText(product.price)
  return {
    name: variant.option,
    sku: variant.sku,
    global_unique_id: variant.gtin,
    regular_price: price,
    stock_quantity: variant.stock,
    stock_status: variant.stock > 0 ? 'instock' : 'outofstock',
    attributes: [{ id: 1, name: 'Size', slug: 'pa_size', option: variant.option }],
  }
}
