import { onTestFinished, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { auditPage } from '../access/index.ts'
import { roleNames, type Role } from '../rights/index.ts'
import {
  addMember,
  addUser,
  membersIn,
  openStore,
  sessionsOf,
  userOfEmail,
  type Store,
} from '../store/index.ts'
import { newStorePlace } from '../testing/test-stores.ts'
import {
  acceptInvitation,
  changeRole,
  dismiss,
  invite,
  lookAtInvitation,
  takeBack,
} from './index.ts'

const weekMs = 7 * 86_400_000
const by = { by: { kind: 'command' }, role: 'owner', now: 0 } as const
const admin = { ...by, role: 'admin' } as const
const passwordHash = 'none'
const account = { name: 'Per', passwordHash }
const accepting = { user: undefined, account, now: 1 }

async function opened(organisation = 'nordlys') {
  const place = await newStorePlace()
  const stores: Store[] = []
  const open = async (name: string) => {
    for (const store of stores.splice(0)) await store.close()
    const store = await openStore({ store: place.address, organisation: name })
    stores.push(store)
    return store
  }
  onTestFinished(async () => {
    for (const store of stores) await store.close()
    await place.remove()
  })
  return { store: await open(organisation), open }
}

/** Makes somebody a member; their id. */
async function join(store: Store, name: string, role: Role): Promise<string> {
  return store.write(function* (dialect, org) {
    const email = `${name}@example.com`
    const known = yield* userOfEmail(dialect, email)
    const user = known ?? (yield* addUser(dialect, { name, email, passwordHash, now: 0 }))
    yield* addMember(dialect, org, { user: user.id, role, now: 0 })
    return user.id
  })
}

async function roles(store: Store): Promise<Readonly<Record<string, string>>> {
  const members = await store.read((dialect, org) => membersIn(dialect, org))
  return Object.fromEntries(members.map(({ name, role }) => [name, role]))
}

test('the last owner is neither made something else nor taken out, and another one is', async () => {
  const { store } = await opened()
  await join(store, 'ida', 'owner')
  const last = 'This is the last owner of the organisation, who cannot leave it.'
  await expect(changeRole(store, 'ida@example.com', 'admin', by)).rejects.toThrow(last)
  await expect(dismiss(store, 'IDA@example.com', by)).rejects.toThrow(last)
  await join(store, 'per', 'owner')
  await changeRole(store, 'ida@example.com', 'admin', by)
  expect(await roles(store)).toStrictEqual({ ida: 'admin', per: 'owner' })
})

test('of two owners who leave at once, one stays', async () => {
  const { store } = await opened()
  const ids = [await join(store, 'ida', 'owner'), await join(store, 'per', 'owner')]
  const left = await Promise.allSettled(ids.map((id) => dismiss(store, id, by)))
  expect(left.map(({ status }) => status).toSorted()).toStrictEqual(['fulfilled', 'rejected'])
  expect(Object.values(await roles(store))).toStrictEqual(['owner'])
})

test('whatever is changed in whatever order, an owner is always there', async () => {
  const step = fc.record({
    who: fc.constantFrom('ida', 'per', 'lis'),
    to: fc.constantFrom<Role | 'out'>(...roleNames, 'out'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const { store } = await opened()
      await join(store, 'ida', 'owner')
      await join(store, 'per', 'admin')
      for (const { who, to } of steps) {
        const email = `${who}@example.com`
        const change = to === 'out' ? dismiss(store, email, by) : changeRole(store, email, to, by)
        await change.catch(() => undefined)
        expect(Object.values(await roles(store))).toContain('owner')
      }
    }),
    { numRuns: 4 },
  )
})

test.each([
  [
    'makes somebody an owner',
    (store: Store) => changeRole(store, 'per@example.com', 'owner', admin),
  ],
  [
    'makes an owner something else',
    (store: Store) => changeRole(store, 'ida@example.com', 'viewer', admin),
  ],
  ['takes an owner out', (store: Store) => dismiss(store, 'ida@example.com', admin)],
  [
    'invites an owner',
    (store: Store) => invite(store, { email: 'x@example.com', role: 'owner' }, admin),
  ],
])('an admin who %s is refused', async (_, change) => {
  const { store } = await opened()
  await join(store, 'ida', 'owner')
  await join(store, 'lis', 'owner')
  await join(store, 'per', 'viewer')
  await expect(change(store)).rejects.toThrow('Only an owner says who is an owner.')
})

test('whoever is in no organisation any more is forgotten; whoever is in another one is not', async () => {
  const { store, open } = await opened('sydlys')
  await join(store, 'ida', 'owner')
  await join(store, 'per', 'viewer')
  const north = await open('nordlys')
  await join(north, 'lis', 'owner')
  const ida = await join(north, 'ida', 'viewer')
  const per = await join(north, 'per', 'viewer')
  await join(north, 'eva', 'viewer')
  for (const who of [ida, per, 'eva@example.com']) await dismiss(north, who, by)
  const known = await north.read(function* (dialect) {
    return [
      (yield* userOfEmail(dialect, 'ida@example.com'))?.id,
      (yield* userOfEmail(dialect, 'eva@example.com'))?.id,
      (yield* sessionsOf(dialect, per, 0)).length,
    ]
  })
  expect([known, await roles(north)]).toStrictEqual([[ida, undefined, 0], { lis: 'owner' }])
})

test('people and invitations of another organisation are not there, and a link leads to its own', async () => {
  const { store, open } = await opened('sydlys')
  const ida = await join(store, 'ida', 'owner')
  const { invitation, token } = await invite(store, { email: 'x@example.com', role: 'viewer' }, by)
  const north = await open('nordlys')
  const nobody = 'Nobody of this organisation is called so.'
  await expect(changeRole(north, ida, 'viewer', by)).rejects.toThrow(nobody)
  await expect(dismiss(north, ida, by)).rejects.toThrow(nobody)
  await expect(takeBack(north, invitation.id, by)).rejects.toThrow('There is no invitation')
  expect(await lookAtInvitation(north, token, 0)).toMatchObject({ organisation: 'sydlys' })
  await acceptInvitation(north, { ...accepting, token })
  expect(await roles(north)).toStrictEqual({})
})

test('an invitation makes a member of whoever has its link, once', async () => {
  const { store } = await opened()
  const { token } = await invite(store, { email: 'Per@example.com', role: 'analyst' }, by)
  expect(await lookAtInvitation(store, token, 1)).toStrictEqual({
    organisation: 'nordlys',
    email: 'per@example.com',
    role: 'analyst',
    hasAccount: false,
  })
  const answers = await Promise.allSettled([
    acceptInvitation(store, { ...accepting, token }),
    acceptInvitation(store, { ...accepting, token }),
  ])
  expect(answers.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected'])
  expect(await roles(store)).toStrictEqual({ Per: 'analyst' })
})

test.each([
  ['is a week old', async () => undefined, weekMs],
  ['was taken back', (store: Store, id: string) => takeBack(store, id, by), 1],
  [
    'another one took the place of',
    (store: Store) => invite(store, { email: 'per@example.com', role: 'viewer' }, by),
    1,
  ],
])('an invitation that %s is not good', async (_, end, now) => {
  const { store } = await opened()
  const wish = { email: 'per@example.com', role: 'analyst' } as const
  const { token, invitation } = await invite(store, wish, by)
  await end(store, invitation.id)
  await expect(acceptInvitation(store, { ...accepting, token, now })).rejects.toThrow(
    'This invitation is not good any more.',
  )
})

test('an invitation is for its address: another account cannot use it, and its own signs in first', async () => {
  const { store } = await opened()
  const eva = await join(store, 'eva', 'viewer')
  const { token } = await invite(store, { email: 'per@example.com', role: 'admin' }, by)
  await expect(
    acceptInvitation(store, { ...accepting, token, user: eva, account: undefined }),
  ).rejects.toThrow('This invitation is for another address')
  await store.write((dialect) =>
    addUser(dialect, { name: 'Per', email: 'per@example.com', passwordHash, now: 0 }),
  )
  await expect(acceptInvitation(store, { ...accepting, token })).rejects.toThrow(
    'There is an account for the address that was invited.',
  )
  expect(await roles(store)).toStrictEqual({ eva: 'viewer' })
})

test('a member is not invited again', async () => {
  const { store } = await opened()
  await join(store, 'ida', 'owner')
  await expect(invite(store, { email: 'IDA@example.com', role: 'viewer' }, by)).rejects.toThrow(
    'Somebody of this address is a member already.',
  )
})

test('the audit log tells who became what, by ids and without addresses', async () => {
  const { store } = await opened()
  await join(store, 'ida', 'owner')
  const { token, invitation } = await invite(
    store,
    { email: 'per@example.com', role: 'viewer' },
    by,
  )
  const per = await acceptInvitation(store, { ...accepting, token })
  await changeRole(store, per.id, 'admin', by)
  await dismiss(store, per.id, by)
  const { entries } = await store.read((dialect, org) => auditPage(dialect, org, { limit: 9 }))
  expect(
    entries
      .map(({ actor, action, target, outcome }) => [actor.kind, action, target, outcome].join(' '))
      .toSorted(),
  ).toStrictEqual(
    [
      `command people.invite ${invitation.id} viewer`,
      `user people.join ${invitation.id} viewer`,
      `command people.role ${per.id} admin`,
      `command people.remove ${per.id} done`,
    ].toSorted(),
  )
  expect(JSON.stringify(entries)).not.toContain('example.com')
})
