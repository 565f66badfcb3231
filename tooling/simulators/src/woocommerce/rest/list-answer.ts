import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { ok, type Answer } from './answer.ts'
import { urlEncoded } from './query-string.ts'
import type { RestRequest } from './route.ts'
import type { Page } from './selection.ts'

/** A list with its totals, and links to its neighbours that repeat what was asked, signature or secret and all. */
export function listAnswer(
  { root, path, query }: RestRequest,
  page: Page<unknown>,
  rows: readonly JsonObject[],
  /** What the endpoint adds to the parameters while it works; it shows in the links. */
  added: readonly (readonly [string, string])[] = [],
): Answer {
  const asked = query.pairs.map(([key, value]) => [key, linkValue(key, value)] as const)
  const pairs = [...asked, ...added.filter(([key]) => !query.has(key.replace('[0]', '')))]
  const link = (number: number) => {
    const known = pairs.some(([key]) => key === 'page')
    const numbered = known
      ? pairs.map(([key, value]) => [key, key === 'page' ? String(number) : value] as const)
      : [...pairs, ['page', String(number)] as const]
    const text = numbered.map(([key, value]) => `${urlEncoded(key)}=${urlEncoded(value)}`).join('&')
    return `<${root}/${path}?${text}>`
  }
  const links = [
    ...(page.page > 1 ? [`${link(Math.min(page.page - 1, page.pages))}; rel="prev"`] : []),
    ...(page.page < page.pages ? [`${link(page.page + 1)}; rel="next"`] : []),
  ]
  return ok(rows, {
    'x-wp-total': String(page.total),
    'x-wp-totalpages': String(page.pages),
    ...(links.length > 0 && { link: links.join(', ') }),
  })
}

/** Only the fields asked for; `billing.email` reaches into an object. */
export function withFields(body: Json, fields: readonly string[] | undefined): Json {
  const names = fields?.filter((field) => field !== '') ?? []
  if (names.length === 0) return body
  if (Array.isArray(body)) return body.map((row: Json) => withFields(row, names))
  return isJsonObject(body) ? picked(body, names) : body
}

function picked(row: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => {
      if (names.includes(key)) return [[key, value]]
      const inner = names.flatMap((name) =>
        name.startsWith(`${key}.`) ? [name.slice(key.length + 1)] : [],
      )
      return inner.length > 0 && isJsonObject(value) ? [[key, picked(value, inner)]] : []
    }),
  )
}

function linkValue(key: string, value: string): string {
  return key === 'dates_are_gmt' && value === 'true' ? '1' : value
}
