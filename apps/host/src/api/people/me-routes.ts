import { Hono } from 'hono'
import { audit } from '../../access/index.ts'
import { dismiss, roleOf } from '../../people/index.ts'
import { rolePermissions } from '../../rights/index.ts'
import {
  endSession,
  listOrganisations,
  muteTroubles,
  renameUser,
  sessionsOf,
  troubleMutes,
  unmuteTroubles,
} from '../../store/index.ts'
import type { Host } from '../../work/index.ts'
import { askingOf, personAsking } from '../asking.ts'
import { bodyOf } from '../described-requests.ts'
import { problem } from '../problem.ts'
import type { Person } from './person-caller.ts'

/** What people see and change of themselves. */
export function meRoutes(
  { store, now }: Pick<Host, 'store' | 'now'>,
  runsInstallation: boolean,
): Hono {
  const routes = new Hono()
  routes.get('/me', async (context) => {
    const { person, permissions } = askingOf(context)
    if (person === undefined)
      return Response.json({
        user: null,
        organisations: [],
        organisation: store.organisation,
        permissions,
        runsInstallation,
        firstRun: false,
      })
    const known = await store.read((dialect) => listOrganisations(dialect))
    const names = new Map(known.map(({ id, name }) => [id, name]))
    const { memberships, role } = person
    // Whoever names none is told of the first of theirs.
    const first = memberships.find((each) => roleOf(each.role) !== undefined)
    const present = role === undefined ? roleOf(first?.role) : role
    return Response.json({
      user: shownUser(person),
      organisations: memberships.map((each) => ({
        id: each.organisation,
        name: names.get(each.organisation) ?? each.organisation,
        role: each.role,
      })),
      organisation: role === undefined ? (first?.organisation ?? null) : store.organisation,
      permissions: present === undefined ? [] : rolePermissions[present],
      runsInstallation,
      firstRun: false,
    })
  })
  routes.patch('/me', async (context) => {
    const person = personAsking(context)
    const { name } = bodyOf(context, 'PATCH /api/me')
    await store.write((dialect) => renameUser(dialect, person.id, name, now()))
    return Response.json({ user: shownUser({ ...person, name }) })
  })
  routes.get('/me/sessions', async (context) => {
    const { id, session } = personAsking(context)
    const sessions = await store.read((dialect) => sessionsOf(dialect, id, Date.now()))
    return Response.json({
      sessions: sessions.map((each) => ({
        id: each.id,
        isThis: each.id === session,
        createdAt: new Date(each.createdAt).toISOString(),
        usedAt: new Date(each.usedAt).toISOString(),
        expiresAt: new Date(each.expiresAt).toISOString(),
        address: each.address ?? null,
        browser: each.browser ?? null,
      })),
    })
  })
  routes.delete('/me/sessions/:id', async (context) => {
    const { id, name } = personAsking(context)
    const target = context.req.param('id')
    const isEnded = await store.write(function* (dialect, org) {
      if (!(yield* endSession(dialect, id, target))) return false
      const actor = { kind: 'user', id, name } as const
      yield* audit(dialect, org, { at: now(), actor, action: 'session.end', target })
      return true
    })
    return isEnded ? new Response(null, { status: 204 }) : problem(404, 'You have no such session.')
  })
  routes.get('/me/mails', async (context) => {
    const { id, role } = personAsking(context)
    if (role === undefined) return notHere()
    const mutes = await store.read(troubleMutes)
    return Response.json({ connections: !mutes.has(id) })
  })
  routes.put('/me/mails', async (context) => {
    const { id, name, role } = personAsking(context)
    if (role === undefined) return notHere()
    const { connections } = bodyOf(context, 'PUT /api/me/mails')
    const actor = { kind: 'user', id, name } as const
    await store.write(function* (dialect, org) {
      if (connections) yield* unmuteTroubles(dialect, org, id)
      else yield* muteTroubles(dialect, org, id, now())
      const outcome = connections ? 'on' : 'off'
      yield* audit(dialect, org, { at: now(), actor, action: 'mails.choose', outcome })
    })
    return Response.json({ connections })
  })
  routes.post('/me/leave', async (context) => {
    const { id, name, role } = personAsking(context)
    if (role === undefined) return notHere()
    const by = { kind: 'user', id, name } as const
    await dismiss(store, id, { by, role, now: now() })
    return new Response(null, { status: 204 })
  })
  return routes
}

function notHere(): Response {
  return problem(404, 'You are not in this organisation.')
}

function shownUser({
  id,
  name,
  email,
  twoFactor,
}: Pick<Person, 'id' | 'name' | 'email' | 'twoFactor'>) {
  return { id, name, email, twoFactor }
}
