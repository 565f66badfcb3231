import { Hono, type Context } from 'hono'
import { changeRole, dismiss, invite, takeBack, type ChangingPeople } from '../../people/index.ts'
import { membersIn, openInvitations, type Invitation, type Member } from '../../store/index.ts'
import type { Host } from '../../work/index.ts'
import { askingOf } from '../asking.ts'
import { bodyOf } from '../described-requests.ts'
import { linkTo, mailPerson } from './people-mail.ts'

/** Members of the organisation, and those who are invited. */
export function memberRoutes(host: Host, url: string): Hono {
  const { store, now } = host
  const routes = new Hono()
  routes.get('/people', async () => {
    const [members, invitations] = await store.read(function* (dialect, org) {
      return [yield* membersIn(dialect, org), yield* openInvitations(dialect, org, now())] as const
    })
    return Response.json({
      members: members.map(shownMember),
      invitations: invitations.map(shownInvitation),
    })
  })
  routes.put('/people/:id/role', async (context) => {
    const { role } = bodyOf(context, 'PUT /api/people/:id/role')
    const member = await changeRole(store, context.req.param('id'), role, changing(context, now()))
    return Response.json({ member: shownMember(member) })
  })
  routes.delete('/people/:id', async (context) => {
    await dismiss(store, context.req.param('id'), changing(context, now()))
    return new Response(null, { status: 204 })
  })
  routes.post('/people/invitations', async (context) => {
    const wish = bodyOf(context, 'POST /api/people/invitations')
    const { invitation, token } = await invite(store, wish, changing(context, now()))
    const link = linkTo(url, 'invitation', token)
    const { organisation } = store
    const isMailed = await mailPerson(host, {
      email: invitation.email,
      subject: `You are invited to ${organisation}`,
      text: `You are invited to ${organisation}, as ${invitation.role}. This link is good for a week:\n\n${link}\n\nIf you do not know what this is about, do nothing.`,
      link,
    })
    const shown = { invitation: shownInvitation(invitation), isMailed }
    return Response.json({ ...shown, link: isMailed ? null : link }, { status: 201 })
  })
  routes.delete('/people/invitations/:id', async (context) => {
    await takeBack(store, context.req.param('id'), changing(context, now()))
    return new Response(null, { status: 204 })
  })
  return routes
}

/** Who changes members, and as what; a token that may do everything may do this too. */
function changing(context: Context, now: number): ChangingPeople {
  const { actor, person } = askingOf(context)
  return { by: actor, role: person === undefined ? 'owner' : (person.role ?? 'viewer'), now }
}

function shownMember({ joinedAt, ...member }: Member) {
  return { ...member, joinedAt: new Date(joinedAt).toISOString() }
}

function shownInvitation({ id, email, role, createdAt, expiresAt }: Invitation) {
  return {
    id,
    email,
    role,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}
