import {
  good,
  isObject,
  listOf,
  missing,
  refused,
  textOf,
  type Answer,
  type Asked,
} from './answer.ts'
import type { Account, Product, ProductFeed } from './account.ts'
import { mappedNames, readFeed } from './feed-reading.ts'

const hours: ReadonlySet<string> = new Set(['4', '8', '12', '24'])

/** `/integrations/productfeed` and what is below it. */
export async function answerFeeds(
  account: Account,
  [id]: readonly string[],
  asked: Asked,
): Promise<Answer> {
  const { method, body, query } = asked
  if (id === undefined) {
    if (method !== 'GET') return saveFeed(account, undefined, asked)
    const wanted = textOf(query['list_id'])
    const all = [...account.feeds.values()].filter(
      ({ listId }) => wanted === '' || listId === null || String(listId) === wanted,
    )
    return good(all.map(shownFeed))
  }
  if (id === 'refresh') {
    const feed = account.feeds.get(Number(textOf(body['id'])))
    if (feed === undefined) return missing
    await readFeed(feed)
    return good({})
  }
  if (id === 'getproductbyid') {
    const feed = account.feeds.get(Number(textOf(query['productfeedId'])))
    const product = feed?.products.get(textOf(query['productId']))
    return product === undefined ? missing : good(product)
  }
  const feed = account.feeds.get(Number(id))
  if (feed === undefined) return missing
  if (method === 'PUT') return saveFeed(account, feed, asked)
  if (method !== 'DELETE') return missing
  account.feeds.delete(feed.id)
  return good({})
}

function saveFeed(account: Account, present: ProductFeed | undefined, { body }: Asked): Answer {
  const name = textOf(body['name'])
  const url = textOf(body['url'])
  const setUpdate = textOf(body['setUpdate'])
  if (name === '') return refused('The name field is required.')
  if (URL.parse(url) === null) return refused('The url format is invalid.')
  if (!hours.has(setUpdate)) return refused('The selected setUpdate is invalid.')
  const list = textOf(body['list_id'])
  if (list !== '' && !account.lists.has(Number(list))) return missing
  const given = {
    name,
    url,
    setUpdate: Number(setUpdate),
    listId: list === '' ? null : Number(list),
  }
  if (present !== undefined) {
    Object.assign(present, given)
    return good({})
  }
  const feed: ProductFeed = {
    id: account.nextId(),
    ...given,
    mapping: null,
    products: new Map(),
    fetches: 0,
    problem: null,
  }
  account.feeds.set(feed.id, feed)
  return good({ id: String(feed.id) }, 201)
}

function shownFeed({ id, listId, name, url, setUpdate, products }: ProductFeed): object {
  const rest = { created_at: '2025-07-10T09:49:42.000000Z', sync_blocked: 0 }
  return { id, list_id: listId, name, url, setUpdate, latest_fetch: products.size, ...rest }
}

/** `/integrations/productfeed-mapping`, by feed to read and by mapping to change. */
export function answerMapping(account: Account, [id]: readonly string[], asked: Asked): Answer {
  const { method, body } = asked
  if (method === 'GET') {
    const feed = account.feeds.get(Number(id))
    if (feed === undefined) return missing
    return good(feed.mapping ?? { customFields: [] })
  }
  const feed =
    id === undefined
      ? account.feeds.get(Number(textOf(body['product_feed_id'])))
      : [...account.feeds.values()].find(({ mapping }) => mapping?.id === Number(id))
  if (feed === undefined) return missing
  const lacking = ['product_feed_id', 'feed_type', 'search_field', 'productId', 'name'].find(
    (name) => textOf(body[name]) === '',
  )
  if (lacking !== undefined) return refused(`The ${lacking} field is required.`)
  if (!['xml', 'json'].includes(textOf(body['feed_type'])))
    return refused('The selected feed type is invalid.')
  const mappingId = feed.mapping?.id ?? account.nextId()
  feed.mapping = {
    id: mappingId,
    product_feed_id: feed.id,
    feed_type: textOf(body['feed_type']),
    search_field: textOf(body['search_field']),
    strip_tags: Number(textOf(body['strip_tags']) || '0'),
    encode_url_fields: 0,
    ...Object.fromEntries(mappedNames.map((name) => [name, textOf(body[name])])),
    filename: '',
    username: textOf(body['username']),
    password: textOf(body['password']),
    mappingTypes: { id: account.nextId(), product_feed_id: feed.id, productId: 'string' },
    customFields: customFields(account, body),
  }
  return good({ id: mappingId }, id === undefined ? 201 : 200)
}

function customFields(account: Account, body: Asked['body']): readonly object[] {
  const given =
    account.unknowns.customFields === 'list'
      ? listOf(body['customFields']).flatMap((one) => (isObject(one) ? [one] : []))
      : Object.entries(body)
          .filter(([name]) => /^customField\d+$/.test(name))
          .map(([name, mapping]) => ({ name, mapping }))
  return given.map((one) => ({
    id: account.nextId(),
    name: textOf(one['name']),
    mapping: textOf(one['mapping']),
    type: 'string',
  }))
}

/** `/products/{feed}`: products that are pushed, and taken away again. */
export function answerProducts(account: Account, [id]: readonly string[], asked: Asked): Answer {
  const feed = account.feeds.get(Number(id))
  if (feed === undefined) return missing
  const { list } = asked
  const { mostPushed, pushStatus } = account.unknowns
  if (list === undefined) return refused('The products must be an array.')
  if (list.length > mostPushed) return refused(`No more than ${mostPushed} products at once.`)
  if (asked.method === 'DELETE') for (const one of list) feed.products.delete(textOf(one))
  else {
    const known = new Set([
      ...mappedNames.filter((name) => textOf(feed.mapping?.[name]) !== ''),
      ...listOf(feed.mapping?.['customFields']).map((one) =>
        isObject(one) ? textOf(one['name']) : '',
      ),
    ])
    const products: Product[] = []
    for (const one of list) {
      if (!isObject(one) || textOf(one['productId']) === '')
        return refused('The productId field is required.')
      const strange = Object.keys(one).find((name) => !known.has(name))
      if (strange !== undefined) return refused(`The field ${strange} is not in the mapping.`)
      if (Object.values(one).some((value) => typeof value === 'string' && value.length > 5_000))
        return refused('A value is too long.')
      products.push(
        Object.fromEntries(Object.entries(one).map(([key, value]) => [key, textOf(value)])),
      )
    }
    for (const one of products)
      feed.products.set(one['productId'] ?? '', {
        ...feed.products.get(one['productId'] ?? ''),
        ...one,
      })
  }
  return pushStatus === 204 ? { status: 204 } : good({ status: 'success' })
}
