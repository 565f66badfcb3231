import { Hono } from 'hono'
import * as z from 'zod'
import {
  issueDeclared,
  issueToken,
  revokeTokenNamed,
  rotateToken,
  shownToken,
} from '../access/index.ts'
import { permissionNames, rightsProblems, type Permission } from '../rights/index.ts'
import { listTokens } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

const monthMs = 31 * 86_400_000

const names = z.array(z.string().max(200)).max(100).default([])
const issuing = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][\w-]{0,62}$/),
  kind: z.enum(['server', 'browser']).default('server'),
  permissions: z.array(z.enum(permissionNames as [Permission, ...Permission[]])).min(1),
  nodes: names,
  origins: names,
  expiresAt: z.iso.datetime().optional(),
})
const rotating = z.strictObject({ graceMs: z.number().int().min(0).max(monthMs).optional() })

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
    const wish = issuing.safeParse(await jsonBody(context.req.raw))
    if (!wish.success)
      return problem(
        400,
        `Expected a JSON object with \`name\` (letters, digits, - and _) and \`permissions\`, and where needed \`kind\`, \`nodes\`, \`origins\` and \`expiresAt\`, an instant in UTC. ${firstIssue(wish.error)}`,
        { hint: `Permissions are: ${permissionNames.join(', ')}.` },
      )
    const { expiresAt, ...rights } = wish.data
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
    const wish = rotating.safeParse(await jsonBody(context.req.raw))
    if (!wish.success)
      return problem(
        400,
        'Expected a JSON object with `graceMs`, how many milliseconds the present secret stays good, up to 31 days; it may be left out.',
      )
    const by = askingOf(context).actor
    const rotated = await rotateToken(store, context.req.param('id'), {
      by,
      now: now(),
      graceMs: wish.data.graceMs,
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

function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues
  if (issue === undefined) return ''
  return issue.path.length === 0 ? issue.message : `\`${issue.path.join('.')}\`: ${issue.message}.`
}
