import type { Surface } from '@cartograph/core'
import * as z from 'zod'
import { withParts, type BrokenConnector } from './broken-connector.ts'
import type { Settings } from './notebook-settings.ts'

const asked = z.object({ email: z.string() })

/** The notebook's desk, which looks up whom it is asked for. */
function withDesk(post: Surface<Settings>['routes'][`POST /${string}`]) {
  const desk: Surface<Settings> = {
    authentication: { accept: ['path'], permissions: [] },
    deadlineMs: 2000,
    routes: {
      'GET /people/:email': async ({ find, params }) =>
        Response.json(await find('person', { email: params['email'] ?? '' })),
      'POST /people': post,
    },
  }
  return withParts({ surfaces: { desk } })
}

/** Surfaces that answer well enough as long as they are asked well. */
export const brokenAnswering: readonly BrokenConnector[] = [
  {
    name: 'takes the body of a call for what it should be',
    caughtBy: 'surface.answers',
    connector: withDesk(async ({ find }, request) => {
      const { email } = (await request.json()) as { readonly email: string }
      return Response.json(await find('person', { email: email.trim() }))
    }),
  },
  {
    name: 'says in its own way that somebody it looked for under a lock is not there',
    caughtBy: 'surface.answers',
    connector: withDesk(async (context, request) => {
      const { data } = asked.safeParse(await request.json().catch(() => undefined))
      const email = data?.email ?? 'nobody@example.com'
      const found = await context.transact(
        { locks: [`email ${email}`], once: `look for ${email}` },
        async (transaction) => {
          const people = await transaction.find('person', { email })
          return { commit: false, answer: people.length }
        },
      )
      if (found === 0) throw new RangeError('There is nobody.')
      return Response.json({ found })
    }),
  },
]
