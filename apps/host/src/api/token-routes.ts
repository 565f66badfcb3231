import { Hono } from 'hono'
import {
  issueDeclared,
  issueToken,
  revokeTokenNamed,
  rotateToken,
  shownToken,
} from '../access/index.ts'
import { rightsProblems } from '../rights/index.ts'
import { listTokens } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** Tokens of the API: shown, issued, given another secret, and revoked. */
export function tokenRoutes(host: Pick<Host, 'store' | 'configuration' | 'now'>): Hono {
  const { store, configuration, now } = host
  const nodes = [...(configuration.customers?.nodes.keys() ?? [])]
  const routes = new Hono()
  routes.get('/tokens', async () => {
    const tokens = await store.read((dialect, org) => listTokens(dialect, org))
    return Response.json({ tokens: tokens.map((token) => shownToken(token, now())) })
  })
  routes.post('/tokens', async (context) => {
    const { expiresAt, ...rights } = bodyOf(context, 'POST /api/tokens')
    const [wrong] = rightsProblems(rights, nodes)
    if (wrong !== undefined)
      return problem(
        400,
        `In \`${wrong.part}\`: ${wrong.message}.`,
        wrong.hint === undefined ? {} : { hint: wrong.hint },
      )
    const until = expiresAt === undefined ? undefined : Date.parse(expiresAt)
    if (until !== undefined && until <= now())
      return problem(400, 'In `expiresAt`: this instant is past.')
    const wanted = { ...rights, expiresAt: until }
    const issued = await issueToken(store, wanted, { by: askingOf(context).actor, now: now() })
    return Response.json(issued, { status: 201 })
  })
  routes.post('/tokens/:id/issue', async (context) => {
    const by = askingOf(context).actor
    const issued = await issueDeclared(store, context.req.param('id'), { by, now: now() })
    return Response.json(issued, { status: 201 })
  })
  routes.post('/tokens/:id/rotate', async (context) => {
    const { graceMs } = bodyOf(context, 'POST /api/tokens/:id/rotate')
    const by = askingOf(context).actor
    const rotated = await rotateToken(store, context.req.param('id'), {
      by,
      now: now(),
      graceMs,
    })
    return Response.json(rotated)
  })
  routes.post('/tokens/:id/revoke', async (context) => {
    const by = askingOf(context).actor
    const token = await revokeTokenNamed(store, context.req.param('id'), { by, now: now() })
    return Response.json({ token })
  })
  return routes
}
