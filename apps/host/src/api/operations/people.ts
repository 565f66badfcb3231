import * as z from 'zod'
import { permissionNames, roleNames } from '../../rights/index.ts'
import { operations } from './operation.ts'
import { email, link, newPassword, person } from './person-values.ts'
import { instant } from './told-values.ts'

const name = z.string().trim().min(1).max(100)
const role = z.enum(roleNames)

const user = z.strictObject({ ...person.shape, twoFactor: z.boolean() })
const member = z.strictObject({ ...user.shape, role: z.string(), joinedAt: instant })
const invitation = z.strictObject({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  createdAt: instant,
  expiresAt: instant,
})

const mails = z.strictObject({
  /** Whether one is mailed when a connection does not work, where one is its owner or an owner of the organisation. */
  connections: z.boolean(),
})

/** The first user, whoever is there, members and invitations. */
export const peopleOperations = operations({
  'GET /api/setup': {
    summary: 'Whether anybody can sign in here yet, and how',
    access: 'anybody',
    answer: z.strictObject({
      needed: z.boolean(),
      /** By which name the other service is known that people may sign in by. */
      service: z.string().nullable(),
      /** Whether a link for another password is mailed to whoever asks for it. */
      mailsLinks: z.boolean(),
      /** Whom people ask who cannot go on: an e-mail address or a page. */
      support: z.string().nullable(),
    }),
  },
  'POST /api/setup': {
    summary: 'Make the first user, an owner',
    description:
      'The code is printed by `cartograph serve` where there is no user. The answer signs in, by a cookie.',
    access: 'anybody',
    body: z.strictObject({ code: z.string().max(100), name, email, password: newPassword }),
    status: 201,
    answer: z.strictObject({ user: person }),
    errors: [403, 409],
  },
  'GET /api/me': {
    summary: 'Who asks, where they are a member, and what they may do',
    description: 'Of a token there is no user. `organisation` is the one that is asked for.',
    access: 'caller',
    answer: z.strictObject({
      user: user.nullable(),
      organisations: z.array(
        z.strictObject({ id: z.string(), name: z.string(), role: z.string() }),
      ),
      organisation: z.string().nullable(),
      permissions: z.array(z.enum(permissionNames as [string, ...string[]])),
      /** Whether organisations are made and removed from the one that is asked for. */
      runsInstallation: z.boolean(),
      firstRun: z.literal(false),
    }),
    errors: [404],
  },
  'PATCH /api/me': {
    summary: 'Change one’s own name',
    access: 'person',
    body: z.strictObject({ name }),
    answer: z.strictObject({ user }),
  },
  'GET /api/me/sessions': {
    summary: 'Where one is signed in',
    access: 'person',
    answer: z.strictObject({
      sessions: z.array(
        z.strictObject({
          id: z.string(),
          isThis: z.boolean(),
          createdAt: instant,
          usedAt: instant,
          expiresAt: instant,
          address: z.string().nullable(),
          browser: z.string().nullable(),
        }),
      ),
    }),
  },
  'DELETE /api/me/sessions/:id': {
    summary: 'End one of one’s sessions',
    access: 'person',
    status: 204,
    errors: [404],
  },
  'GET /api/me/mails': {
    summary: 'Which mails of the organisation one gets',
    access: 'person',
    answer: mails,
    errors: [404],
  },
  'PUT /api/me/mails': {
    summary: 'Turn mails of the organisation on or off for oneself',
    access: 'person',
    body: mails,
    answer: mails,
    errors: [404],
  },
  'POST /api/me/leave': {
    summary: 'Leave the organisation',
    access: 'person',
    status: 204,
    errors: [404, 409],
  },
  'GET /api/people': {
    summary: 'Who is in the organisation, and who is invited',
    access: 'admin',
    answer: z.strictObject({ members: z.array(member), invitations: z.array(invitation) }),
  },
  'PUT /api/people/:id/role': {
    summary: 'Make a member something else',
    access: 'admin',
    body: z.strictObject({ role }),
    answer: z.strictObject({ member }),
    errors: [404, 409],
  },
  'DELETE /api/people/:id': {
    summary: 'Take somebody out of the organisation',
    description: 'Who is in no other organisation then is forgotten, with all sessions.',
    access: 'admin',
    status: 204,
    errors: [404, 409],
  },
  'POST /api/people/invitations': {
    summary: 'Invite somebody',
    description:
      'The link is mailed where `people.mail` is set; else it is told this once, to be passed on. It is good for a week.',
    access: 'admin',
    body: z.strictObject({ email, role }),
    status: 201,
    answer: z.strictObject({
      invitation,
      isMailed: z.boolean(),
      /** Null: it was mailed. */
      link: z.string().nullable(),
    }),
    errors: [409],
  },
  'DELETE /api/people/invitations/:id': {
    summary: 'Take an invitation back',
    access: 'admin',
    status: 204,
    errors: [404],
  },
  'POST /api/invitations/look': {
    summary: 'What an invitation is for',
    access: 'anybody',
    body: z.strictObject({ token: link }),
    answer: z.strictObject({
      organisation: z.string(),
      email: z.string(),
      role: z.string(),
      hasAccount: z.boolean(),
    }),
    errors: [404, 409],
  },
  'POST /api/invitations/accept': {
    summary: 'Accept an invitation',
    description:
      'Whoever has an account with that address is signed in; others choose a name and a password, and are signed in by the answer.',
    access: 'anybody',
    body: z.strictObject({
      token: link,
      name: name.optional(),
      password: newPassword.optional(),
    }),
    answer: z.strictObject({ user: person }),
    errors: [403, 404, 409, 422],
  },
})
