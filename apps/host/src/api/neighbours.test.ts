import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  describedRoutes,
  requestOf,
  root,
  type DescribedRoute,
} from './testing/described-routes.ts'
import { fittingValue } from './testing/request-arbitraries.ts'
import { filledHost, mark, neighbourOf } from './testing/two-organisations.ts'

const named = describedRoutes.filter(({ path }) => path.includes(':'))
const together = 40
const groups = Array.from({ length: Math.ceil(describedRoutes.length / together) }, (_, place) =>
  describedRoutes.slice(place * together, (place + 1) * together),
).map((routes) => [routes[0]?.route, routes] as const)

function fittingText({ name, schema }: DescribedRoute['parameters'][number]) {
  return [name, String(fc.sample(fittingValue(schema, root), { numRuns: 1, seed: 1 })[0])] as const
}

/** A request that is as it should be but for whose ids it has. */
function about(each: DescribedRoute, id: string) {
  const of = (place: 'path' | 'query') =>
    each.parameters.filter((parameter) => parameter.in === place)
  const body =
    each.body &&
    JSON.stringify(
      each.example ?? fc.sample(fittingValue(each.body, root), { numRuns: 1, seed: 1 })[0],
    )
  return requestOf(each, {
    params: Object.fromEntries(of('path').map(({ name }) => [name, id])),
    query: Object.fromEntries(
      of('query')
        .filter(({ required }) => required)
        .map(fittingText),
    ),
    headers: { 'idempotency-key': 'one', 'if-match': '"1"' },
    body,
  })
}

test.each(groups)(
  'nothing from %s on tells of another organisation in the same store',
  async (_, routes) => {
    const { host, ids } = await filledHost()
    const call = await neighbourOf(host)
    const longestFirst = ids.toSorted((one, other) => other.length - one.length)
    const wrong: string[] = []
    for (const each of routes) {
      const isNamed = named.includes(each)
      for (const id of isNamed ? ids : ['']) {
        const { url, init } = about(each, id)
        const response = await call(url, init)
        const told = response.headers.get('content-type')?.startsWith('text/event-stream')
          ? ''
          : await response.text()
        // What was asked for may be repeated, and nothing else.
        const own = isNamed
          ? longestFirst.reduce((text, name) => text.replaceAll(name, ''), told)
          : told
        const isFound = isNamed && !isOfEverybody(each) && response.ok
        if (own.includes(mark) || isFound) wrong.push(`${each.route} for ${id}: ${response.status}`)
      }
    }
    expect(wrong).toStrictEqual([])
  },
)

/** What is the same in every organisation, or is made by asking. */
function isOfEverybody({ method, path }: DescribedRoute): boolean {
  return method === 'PUT' || path.startsWith('/api/dashboards/') || path.startsWith('/api/exports/')
}

test('what is asked of the other organisation is there for those whose it is', async () => {
  const { host, ids } = await filledHost()
  const found = new Set<string>()
  for (const each of named.filter((one) => one.method === 'GET' && !one.path.endsWith('/events')))
    for (const id of ids) {
      const { url, init } = about(each, id)
      if ((await host.call(url, init)).ok) found.add(each.route)
    }
  expect([...found].toSorted()).toStrictEqual([
    'GET /api/connections/:id/handouts',
    'GET /api/connections/:id/vendor-side',
    'GET /api/customers/:id',
    'GET /api/customers/:id/automations',
    'GET /api/customers/:id/export',
    'GET /api/customers/:id/timeline',
    'GET /api/dead-letters/:part',
    'GET /api/deliveries/:id',
    'GET /api/mappings/:part',
    'GET /api/mappings/:part/sides',
    'GET /api/runs/:id',
    'GET /api/segments/:id',
    'GET /api/segments/:id/members',
  ])
})

test('the ids of another organisation answer that there is nothing of that name', async () => {
  const { host, ids } = await filledHost()
  const call = await neighbourOf(host)
  const reads = named.filter(({ method, path }) => method === 'GET' && !path.includes('/me/'))
  const wrong: string[] = []
  for (const each of reads)
    for (const id of ids) {
      const { url, init } = about(each, id)
      const { status } = await call(url, init)
      if (status !== 404) wrong.push(`${each.route} for ${id}: ${status}`)
    }
  expect(wrong).toStrictEqual([])
})
