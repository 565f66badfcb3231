import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { tagOf } from './openapi.ts'
import { lieAbout } from './testing/described-answers.ts'
import { describedRoutes, requestOf, root } from './testing/described-routes.ts'
import { madeRequests } from './testing/request-arbitraries.ts'
import { filledHost } from './testing/two-organisations.ts'

/** For each operation. `CARTOGRAPH_FUZZ_RUNS=500` looks longer. */
const numRuns = Number(process.env['CARTOGRAPH_FUZZ_RUNS'] ?? 12)

const tags = [...new Set(describedRoutes.map(({ route }) => tagOf(route)))]

/** A vendor that cannot be reached is no mistake of the host. */
const allowed: ReadonlySet<number> = new Set([502, 503])

const timeout = 15_000 + numRuns * 1000

test.each(tags)(
  'no request about %s is answered otherwise than it is described',
  { timeout },
  async (tag) => {
    const { host, ids, idsOf } = await filledHost()
    for (const each of describedRoutes.filter(({ route }) => tagOf(route) === tag)) {
      const check = fc.asyncProperty(
        madeRequests(each, root, [...idsOf(tag), ...idsOf(tag), ...ids.slice(0, 2)]),
        async (made) => {
          const { url, init } = requestOf(each, made)
          const response = await host.call(url, init)
          const wrong =
            response.status >= 500 && !allowed.has(response.status)
              ? `${each.route} answers ${response.status}`
              : await lieAbout(each.route, each.operation, response)
          const isProblem = response.status >= 400
          const told = isProblem ? await response.text() : ''
          if (!isProblem) await response.body?.cancel()
          const shown = `${init.method ?? ''} ${url} ${made.body ?? ''}`
          expect({ wrong, shown }).toStrictEqual({ wrong: undefined, shown })
          expect(told).not.toMatch(/\n\s+at |node_modules|\.ts:\d/u)
        },
      )
      await fc.assert(check, { numRuns, seed: 12, endOnFailure: true })
    }
  },
)
