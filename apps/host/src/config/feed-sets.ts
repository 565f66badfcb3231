import type { Expression } from '@cartograph/core'
import type { FeedForm, FeedNames, FeedSetName } from './feed-settings.ts'

/** Ready fields of a feed, which a merchant goes on from. */
export interface FeedSet {
  readonly form: FeedForm
  readonly names: FeedNames
  /** In JSON the rows are a list below this name. Missing: the list alone. */
  readonly jsonRoot?: string
  readonly fields: Readonly<Record<string, Expression>>
}

const longestTitle = 150
const longestDescription = 5000
/** The main one aside. */
const mostImages = 10

/**
 * The attributes that Google Merchant Center asks of every product, and those that can be told of most.
 *
 * @see https://support.google.com/merchants/answer/7052112 (read 2026-11-26)
 */
const google: FeedSet = {
  form: 'rss',
  names: { root: 'products', item: 'item' },
  fields: {
    id: '$.id',
    title: { $slice: '$.name', to: longestTitle },
    description: {
      $slice: { $firstFilled: ['$.description', '$.name'] },
      to: longestDescription,
    },
    link: '$.url',
    image_link: '$.imageUrl',
    additional_image_link: { $slice: '$.imageUrls', from: 1, to: mostImages + 1 },
    availability: choice('$.inStock', 'in_stock', 'out_of_stock'),
    price: '$.priceText',
    sale_price: '$.salePriceText',
    brand: '$.brand',
    gtin: '$.gtin',
    mpn: '$.sku',
    condition: 'new',
    product_type: '$.category.path',
    item_group_id: choice('$.isVariant', '$.productId'),
    color: '$.attributes.color',
    size: '$.attributes.size',
  },
}

/**
 * Fields under the names that a mapping at Heyloyalty is written with; its `search_field` is `products`, in XML `item`.
 *
 * @see https://github.com/Heyloyalty/api/wiki (page "Productfeed mapping (ALPHA)", read 2026-11-22)
 */
const heyloyalty: FeedSet = {
  form: 'json',
  names: { root: 'products', item: 'item' },
  jsonRoot: 'products',
  fields: {
    ProductId: '$.id',
    ProductName: '$.name',
    ProductUrl: '$.url',
    ImageUrl: '$.imageUrl',
    OriginalPrice: '$.price',
    OnSalePrice: '$.currentPrice',
    Discount: '$.discount',
    Currency: '$.currency',
    Description: '$.description',
    CategoryId: '$.category.id',
    CategoryName: '$.category.name',
    Brand: '$.brand',
    InStock: { $string: '$.inStock' },
  },
}

/**
 * Columns by which Raptor's mapping of a feed is one by identity; which of them it needs is an assumption where its pages do not say.
 *
 * @see https://support.raptorsmartadvisor.com (feed checklist 203898201, read 2026-11-22)
 */
const raptor: FeedSet = {
  form: 'json',
  names: { root: 'products', item: 'product' },
  fields: {
    ProductId: '$.id',
    MasterId: '$.productId',
    ProductName: '$.name',
    Description: '$.description',
    CategoryPath: {
      $join: { $each: '$.category.steps', as: { $concat: ['$.id', '#', '$.name'] } },
      with: ';',
    },
    BrandId: '$.brand',
    OriginalPrice: { $number: '$.price' },
    OnSalePrice: { $number: '$.currentPrice' },
    Currency: '$.currency',
    ImageUrl: '$.imageUrl',
    ProductUrl: '$.url',
    InStock: '$.inStock',
  },
}

const plain: FeedSet = {
  form: 'json',
  names: { root: 'products', item: 'product' },
  fields: {
    id: '$.id',
    productId: '$.productId',
    sku: '$.sku',
    gtin: '$.gtin',
    name: '$.name',
    description: '$.description',
    url: '$.url',
    imageUrl: '$.imageUrl',
    brand: '$.brand',
    category: '$.category.path',
    price: '$.price',
    salePrice: '$.salePrice',
    currency: '$.currency',
    stock: '$.stock',
    inStock: '$.inStock',
  },
}

export const feedSets: Readonly<Record<FeedSetName, FeedSet>> = {
  google,
  heyloyalty,
  raptor,
  plain,
}

/** The property's name, written out, would make the object look like a promise. */
function choice(condition: Expression, yes: Expression, no?: Expression): Expression {
  return Object.fromEntries([
    ['$if', condition],
    ['then', yes],
    ...(no === undefined ? [] : [['else', no] as const]),
  ])
}
