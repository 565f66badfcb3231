import type { Json, Product, Variant } from '@cartograph/core'
import type { Feed, FeedRow } from '../../config/index.ts'
import { nativeId, type CategoryPath } from './category-paths.ts'
import { linkWith } from './link.ts'
import { plainText } from './plain-text.ts'
import { rowPrices, type GoodsAmounts, type TodaysRate } from './prices.ts'
import type { RowNote } from './row-note.ts'
import { spoken } from './translation.ts'

/** A product or a variant with all that the store knows of it. */
export interface Goods {
  readonly key: string
  readonly product: Product | undefined
  readonly variant: Variant | undefined
  readonly categories: readonly CategoryPath[]
  /** By place; undefined where the feed goes by what the product says. */
  readonly stockAt: Readonly<Record<string, number>> | undefined
  readonly unitsSold: number
}

export interface MadeRow {
  readonly row: FeedRow
  readonly notes: readonly RowNote[]
  /** It does not have the language of the feed, and the feed leaves such out. */
  readonly isForeign: boolean
}

type MakingFeed = Pick<Feed, 'market' | 'linkParameters'>

/** Makes the row that a feed's expressions read: what the variant says counts before what its product says. */
export function goodsRow(goods: Goods, feed: MakingFeed, rateOf: TodaysRate): MadeRow {
  const { key, product, variant } = goods
  const own = variant ?? product
  const language = feed.market.language
  const told = spoken({ product, variant }, language)
  const name = fullName(told.productName, told.variantName)
  const { prices, notes } = rowPrices(amountsOf(product, variant), feed.market.currency, rateOf)
  const images = filled(variant?.imageUrls) ?? filled(product?.imageUrls) ?? []
  const description = textOf(told.description)
  const url = told.url
  const category = deepestOf(goods.categories)
  const row: FeedRow = {
    key,
    id: nativeId(key),
    productId: nativeId(variant?.productId ?? product?.id ?? key),
    isVariant: variant !== undefined,
    connection: own?.connection ?? '',
    ...some('storeId', variant?.storeId ?? product?.storeId),
    ...some('sku', variant?.sku ?? product?.sku),
    ...some('gtin', variant?.gtin ?? product?.gtin),
    ...some('name', name),
    ...some('productName', textOf(told.productName)),
    ...some('description', description),
    ...(url !== undefined && { url: linkWith(url, feed.linkParameters) }),
    ...some('imageUrl', images[0]),
    imageUrls: [...images],
    ...some('brand', textOf(variant?.brand ?? product?.brand)),
    ...prices,
    ...(category !== undefined && { category }),
    categories: [...goods.categories],
    ...stockOf(goods),
    unitsSold: goods.unitsSold,
    ...some('rating', ratingOf(product)),
    tags: [...new Set([...tagsOf(product), ...tagsOf(variant)])],
    attributes: { ...product?.attributes, ...variant?.attributes },
    extra: { ...product?.extra, ...variant?.extra },
    ...some('createdAt', own?.createdAt),
    ...some('updatedAt', own?.updatedAt),
    market: {
      ...some('country', feed.market.country),
      ...some('currency', feed.market.currency),
      ...some('language', language),
    },
    ...(product !== undefined && { product }),
    ...(variant !== undefined && { variant }),
  }
  const languageNotes = told.isMissing && language !== undefined ? [noLanguage(language)] : []
  return {
    row,
    notes: [...notes, ...languageNotes, ...(isOrphan(goods) ? [noProduct] : [])],
    isForeign: told.isMissing && feed.market.otherLanguages === 'leaveOut',
  }
}

/** A variant that is called `Red, L` is of its product; one that names it already is not named twice. */
function fullName(productName: string | undefined, variantName: string | undefined) {
  const [of, own] = [textOf(productName), textOf(variantName)]
  if (of === undefined || own === undefined) return own ?? of
  return own.toLowerCase().includes(of.toLowerCase()) ? own : `${of}, ${own}`
}

/** A reduced price belongs to the price beside it, so both come from the same row. */
function amountsOf(product: Product | undefined, variant: Variant | undefined): GoodsAmounts {
  const source = typeof variant?.price === 'number' ? variant : (product ?? variant)
  const { price, salePrice, currency } = source ?? {}
  const cost = [variant, product].find(
    (each) => typeof each?.cost === 'number' && each.currency === currency,
  )?.cost
  return { price, salePrice, currency, cost }
}

function stockOf({
  product,
  variant,
  stockAt,
}: Goods): Pick<FeedRow, 'stock' | 'stockAt' | 'inStock'> {
  if (stockAt !== undefined) {
    const stock = Object.values(stockAt).reduce((sum, quantity) => sum + quantity, 0)
    return { stock, stockAt: { ...stockAt }, inStock: stock > 0 }
  }
  const stock = variant?.stock ?? product?.stock ?? undefined
  const said = variant?.inStock ?? (variant?.stock === undefined ? product?.inStock : undefined)
  // A shop that counts nothing sells whatever it shows.
  const inStock = said ?? (stock === undefined || stock > 0)
  return { ...some('stock', stock), stockAt: {}, inStock }
}

function ratingOf(product: Product | undefined): number | undefined {
  const rating = product?.extra?.['rating']
  return typeof rating === 'number' ? rating : undefined
}

function tagsOf(goods: Product | Variant | undefined): readonly string[] {
  const tags: Json | undefined = goods?.extra?.['tags']
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

function deepestOf(categories: readonly CategoryPath[]): CategoryPath | undefined {
  return categories.reduce<CategoryPath | undefined>(
    (deepest, each) => (each.steps.length > (deepest?.steps.length ?? 0) ? each : deepest),
    undefined,
  )
}

function isOrphan({ product, variant }: Goods): boolean {
  return product === undefined && typeof variant?.productId === 'string'
}

const noProduct: RowNote = {
  field: 'productId',
  rule: 'product',
  severity: 'warning',
  expected: 'the product of the variant, which the store does not have',
}

function noLanguage(language: string): RowNote {
  return {
    field: 'name',
    rule: 'language',
    severity: 'warning',
    expected: `the product's words in ${language}, in extra.translations.${language}`,
  }
}

function textOf(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined
  const plain = plainText(text)
  return plain === '' ? undefined : plain
}

function filled(list: readonly string[] | null | undefined): readonly string[] | undefined {
  return list === null || list === undefined || list.length === 0 ? undefined : list
}

function some<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [Field in Name]?: Value } {
  return value === null || value === undefined
    ? {}
    : ({ [name]: value } as { readonly [Field in Name]?: Value })
}
