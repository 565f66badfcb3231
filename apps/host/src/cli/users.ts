import { fault } from '@cartograph/core'
import { audit } from '../access/index.ts'
import { defaultPeople } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import {
  changeRole,
  dismiss,
  invite,
  memberNamed,
  openPeople,
  type ChangingPeople,
} from '../people/index.ts'
import { isRole, roleNames, type Role } from '../rights/index.ts'
import { forgetFactor, membersIn, openInvitations } from '../store/index.ts'
import type { UserAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { usersText } from './users-text.ts'

export interface UsersCommandOptions extends CommonOptions {
  readonly role?: string
  /** Of reset: the device is lost. */
  readonly secondStep?: boolean
}

/** `cartograph users list | invite EMAIL | role EMAIL | remove EMAIL | reset EMAIL`: people who sign in. */
export function usersCommand(
  terminal: Terminal,
  action: UserAction,
  who: string | undefined,
  options: UsersCommandOptions,
): Promise<ExitCode> {
  const readOnly = action === 'list'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    const { store } = installation
    const now = Date.now()
    const answer = (shown: object, text: string) =>
      terminal.out(options.json === true ? `${JSON.stringify({ ok: true, ...shown })}\n` : text)
    if (action === 'list') {
      const listed = await store.read(function* (dialect, org) {
        const members = yield* membersIn(dialect, org)
        return { members, invitations: yield* openInvitations(dialect, org, now) }
      })
      await answer(listed, usersText(listed))
      return 0
    }
    if (who === undefined) throw misused(`Name somebody: \`users ${action} EMAIL\`.`)
    const changing: ChangingPeople = { by: { kind: 'command' }, role: 'owner', now }
    if (action === 'role') {
      const { name, email, role } = await changeRole(store, who, givenRole(options), changing)
      await answer({ member: { name, email, role } }, `${email} is ${role} now.\n`)
      return 0
    }
    if (action === 'remove') {
      const { email } = await dismiss(store, who, changing)
      await answer({ removed: email }, `${email} is no member any more.\n`)
      return 0
    }
    const made =
      action === 'invite'
        ? await invitationLink(installation, who, givenRole(options), changing)
        : await resetLink(installation, who, {
            ...changing,
            secondStep: options.secondStep ?? false,
          })
    terminal.say(made.note)
    await answer({ link: made.link }, `${made.link}\n`)
    return 0
  })
}

interface MadeLink {
  readonly link: string
  readonly note: string
}

async function invitationLink(
  { store, configuration }: Installation,
  email: string,
  role: Role,
  changing: ChangingPeople,
): Promise<MadeLink> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw misused('This is no address of a mail.')
  const { token } = await invite(store, { email, role }, changing)
  return {
    link: `${urlOf(configuration.host?.url)}/invitation#${token}`,
    note: 'Whoever opens this link becomes a member. It is good for a week, once, and shown this once:',
  }
}

async function resetLink(
  { store, configuration }: Installation,
  who: string,
  { by, now, secondStep = false }: ChangingPeople & Pick<UsersCommandOptions, 'secondStep'>,
): Promise<MadeLink> {
  const members = await store.read((dialect, org) => membersIn(dialect, org))
  const { id } = memberNamed(members, who)
  const url = urlOf(configuration.host?.url)
  const settings = configuration.people ?? defaultPeople
  const people = openPeople({ store, now: () => now, url, settings, mailReset: async () => {} })
  const token = await people.resetToken(id)
  await store.write(function* (dialect, org) {
    yield* audit(dialect, org, { at: now, actor: by, action: 'people.reset', target: id })
    if (!secondStep || !(yield* forgetFactor(dialect, id, now))) return
    yield* audit(dialect, org, { at: now, actor: by, action: 'factor.disable', target: id })
  })
  return {
    link: `${url}/reset-password#${token}`,
    note: 'With this link another password is chosen. It is good for an hour, once, and shown this once:',
  }
}

function urlOf(url: string | undefined): string {
  return url ?? 'http://127.0.0.1:4700'
}

function givenRole({ role }: UsersCommandOptions): Role {
  if (role !== undefined && isRole(role)) return role
  throw misused(`Say as what: --role ${roleNames.join(' | ')}.`)
}

function misused(message: string): Error {
  return fault({
    kind: 'config',
    message,
    hint: 'Run `cartograph users --help` to see what it takes.',
  })
}
