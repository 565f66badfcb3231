import { ownerOf, type Account, type Row } from './account.ts'
import { jsonAnswer, textAnswer, type Answer, type Asked } from './answer.ts'
import type { RaptorUnknowns } from './options.ts'

/** A module holds so many products at most. */
const mostProducts = 50
const modules = new Set(['GetSimilarItems', 'GetUserRecommendations', 'GetUserIdHistory'])

/** What was seen with a product, what a person saw, and what is seen most where nobody knows better. */
export function answerRecommendations(
  account: Account,
  unknowns: RaptorUnknowns,
  apiKey: string,
  { method, path, query }: Asked,
): Answer {
  const [, customer, module = '', count = '', key] =
    /^\/v1\/(\d+)\/([^/]+)\/(\d+)\/([^/]+)$/.exec(path) ?? []
  if (method !== 'GET' || customer !== account.customerId) return textAnswer(404, 'Unknown')
  if (key !== apiKey) return textAnswer(unknowns.wrongKey, 'The key is not valid')
  if (!modules.has(module)) return textAnswer(unknowns.unknownModule, `No module ${module}`)
  const { product, user } = unknowns.moduleInputs
  const input = query.get(module === 'GetSimilarItems' ? product : user)
  if (input === null) return textAnswer(400, 'An input of the module is missing')
  const found =
    module === 'GetUserIdHistory'
      ? historyOf(account, input)
      : recommended(account, module === 'GetSimilarItems' ? input : undefined, input)
  const most = Math.min(Number(count), mostProducts)
  const isFull = query.get('FullInfo') === 'True' && unknowns.givesColumns
  const rows = found
    .slice(0, most)
    .map(({ id, at }, index) =>
      Object.assign(
        { RecommendedId: id, Priority: index + 1 },
        at !== undefined && { CreateDate: new Date(at).toISOString().slice(0, 19) },
        isFull && columnsOf(account, unknowns, id),
      ),
    )
  return jsonAnswer(rows)
}

interface Found {
  readonly id: string
  readonly at?: number
}

function historyOf(account: Account, person: string): readonly Found[] {
  return visits(account)
    .filter(({ owner }) => owner === person)
    .map(({ product, at }) => ({ id: product, at }))
}

/** By how many people saw both; then by how often a product was seen at all. */
function recommended(
  account: Account,
  product: string | undefined,
  person: string,
): readonly Found[] {
  const all = visits(account)
  const seers =
    product === undefined
      ? new Set([person])
      : new Set(all.filter((one) => one.product === product).map(({ owner }) => owner))
  const own = new Set(
    product === undefined
      ? all.filter(({ owner }) => owner === person).map((one) => one.product)
      : [product],
  )
  const scores = new Map<string, number>()
  for (const { owner, product: seen } of all)
    if (!own.has(seen)) scores.set(seen, (scores.get(seen) ?? 0) + (seers.has(owner) ? 1_000 : 1))
  return [...scores]
    .toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(([id]) => ({ id }))
}

function visits(account: Account) {
  return account.events.flatMap((event) => {
    const { name, values, at } = event
    const product = values['productId']
    return (name === 'visit' || name === 'buy') && product !== undefined
      ? [{ owner: ownerOf(event) ?? '', product, at }]
      : []
  })
}

function columnsOf(account: Account, { columns }: RaptorUnknowns, id: string): Row {
  return account.catalogue.find((row) => row[columns.id] === id) ?? {}
}
