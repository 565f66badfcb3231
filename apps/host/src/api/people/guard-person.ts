import type { Context, Next } from 'hono'
import { judge, type Actor, type RefusalLog } from '../../access/index.ts'
import type { People } from '../../people/index.ts'
import type { Permission } from '../../rights/index.ts'
import type { Host } from '../../work/index.ts'
import { setAsking } from '../asking.ts'
import { problem } from '../problem.ts'
import { nodeRoutes, permissionFor, type RouteAccess } from '../route-access.ts'
import { callerOf, personOf, type Person } from './person-caller.ts'

/** Lets through what somebody who is signed in may do by their role. */
export async function guardPerson(
  context: Context,
  next: Next,
  parts: {
    readonly host: Pick<Host, 'store' | 'configuration'>
    readonly people: People
    readonly refused: RefusalLog
  },
  asked: {
    readonly cookie: string
    readonly route: string | undefined
    readonly access: RouteAccess | undefined
    readonly nodes: ReadonlySet<string>
  },
): Promise<Response | undefined> {
  const { refused } = parts
  const { cookie, route, access, nodes } = asked
  const person = await personOf(context, cookie, parts)
  if (person instanceof Response) {
    await refused.add({ actor: { kind: 'nobody' }, route: route ?? '', why: 'session' })
    return person
  }
  if (route !== undefined) {
    const caller = callerOf(person)
    const actor: Actor = { kind: 'user', id: person.id, name: person.name }
    const isOwn = access === 'person' || access === 'caller'
    const permission = permissionFor(route, context.req.query())
    const node = context.req.query('node')
    const isOfNode = nodeRoutes.has(route)
    const verdict = judge(caller, { permission, isOfNode, node, origin: undefined }, nodes)
    if (!isOwn && person.role === undefined) return notIn()
    if (!isOwn && !verdict.allowed) {
      await refused.add({ actor, route, why: `permission ${permission}` })
      return notAllowed(person, permission)
    }
    const { permissions } = caller
    const as = verdict.allowed ? verdict.node : undefined
    setAsking(context, { actor, node: as, permissions, person })
  }
  await next()
  for (const line of person.cookies) context.header('set-cookie', line, { append: true })
  return undefined
}

function notIn(): Response {
  return problem(404, 'You are not in this organisation.', {
    hint: 'Ask one of its owners to invite you.',
  })
}

function notAllowed({ role }: Person, permission: Permission): Response {
  return problem(403, `Your role here, ${role}, does not cover this: ${permission} is needed.`, {
    hint: 'An owner or an admin can give you another one.',
    more: { permission },
  })
}
