import { isObject, listOf, textOf } from './answer.ts'
import type { Product, ProductFeed } from './account.ts'
import { readXml } from './xml-document.ts'

/** What a mapping's fields are called. */
export const mappedNames = [
  'productId',
  'name',
  'url',
  'originalPrice',
  'salePrice',
  'discount',
  'description',
  'imageUrl',
  'currency',
  'categoryName',
  'categoryId',
  'brandName',
  'brandId',
  'inStock',
] as const

/** Fetches the document of a feed from its address, and takes the products out of it by the mapping. */
export async function readFeed(feed: ProductFeed): Promise<void> {
  feed.fetches += 1
  const found = await productsOf(feed)
  if (typeof found === 'string') {
    feed.problem = found
    return
  }
  feed.problem = null
  feed.products.clear()
  for (const product of found) feed.products.set(product['productId'] ?? '', product)
}

async function productsOf(feed: ProductFeed): Promise<readonly Product[] | string> {
  const { mapping, url } = feed
  if (mapping === null) return 'There is no mapping.'
  const user = textOf(mapping['username'])
  const credentials = Buffer.from(`${user}:${textOf(mapping['password'])}`).toString('base64')
  const response = await fetch(url, {
    ...(user !== '' && { headers: { authorization: `Basic ${credentials}` } }),
  }).catch(() => undefined)
  if (response === undefined) return 'The address does not answer.'
  if (!response.ok) return `The address answers ${response.status}.`
  const document = parsed(textOf(mapping['feed_type']), await response.text())
  const rows = everyNamed(document, textOf(mapping['search_field']))
  if (rows.length === 0) return 'No product is found below the search field.'
  return rows.map((row) => mapped(row, mapping)).filter(({ productId = '' }) => productId !== '')
}

function parsed(type: string, text: string): unknown {
  if (type === 'xml') return readXml(text)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Elements of that name wherever they are: a list of them, or several beside each other. */
function everyNamed(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => everyNamed(one, name))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === name ? (Array.isArray(one) ? (one as unknown[]) : [one]) : everyNamed(one, name),
  )
}

function mapped(row: unknown, mapping: Readonly<Record<string, unknown>>): Product {
  const named = mappedNames.map((name) => [name, textOf(mapping[name])] as const)
  const custom = listOf(mapping['customFields']).map((one) =>
    isObject(one) ? ([textOf(one['name']), textOf(one['mapping'])] as const) : (['', ''] as const),
  )
  return Object.fromEntries(
    [...named, ...custom]
      .filter(([name, path]) => name !== '' && path !== '')
      .map(([name, path]) => [name, textOf(at(row, path))]),
  )
}

function at(row: unknown, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), row)
}
