import type { Fault } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import type { Configuration, Connection } from '../config/index.ts'
import {
  addMember,
  addPeopleRow,
  beginRun,
  endRun,
  lastNotices,
  muteTroubles,
  pauseConnection,
} from '../store/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { judgeConnections } from './trouble-rounds.ts'

const hourMs = 3_600_000
const begin = Date.parse('2026-11-25T12:00:00Z')
const refused: Fault = {
  $fault: 'v1',
  kind: 'auth',
  message: 'The shop refuses the key.',
  hint: 'Make another one.',
}

/** An organisation with a shop that was read, and the owners Ida and Per. */
async function watched(
  own: Partial<Pick<Configuration, 'failures' | 'host'>> = {},
  shop: Partial<Connection> = {},
) {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const { store } = installation
  const connection = { ...shopConnection(scriptedShop(1)), ...shop }
  await installation.sync(connection)
  await store.write(function* (dialect, org) {
    for (const [id, role] of [
      ['ida', 'owner'],
      ['per', 'owner'],
      ['eva', 'analyst'],
    ] as const) {
      const known = { id, name: id, email: `${id}@nordlys.example`, email_verified: 1, image: null }
      yield* addPeopleRow(dialect, 'host_user', { ...known, created_at: 0, updated_at: 0 })
      yield* addMember(dialect, org, { user: id, role, now: 0 })
    }
  })
  const mail = { connection: 'post', action: 'mail', input: { to: ['{email}'], text: '{text}' } }
  let now = begin
  let runs = 0
  const { configuration } = installation.installation([connection], [])
  const judge = () =>
    judgeConnections({
      store,
      now: () => now,
      configuration: {
        ...configuration,
        host: { url: 'https://data.example', support: 'help@operator.example' },
        failures: { to: [], againMs: 24 * hourMs, mail },
        ...own,
      },
    })
  return {
    store,
    judge,
    pass: (hours: number) => {
      now += hours * hourMs
    },
    /** A run of its orders that ends so. */
    ran: async (fault?: Fault) => {
      runs += 1
      const part = { id: `run-${runs}`, side: 'source', part: `${connection.id}/orders` } as const
      const at = Date.now() + runs * hourMs
      await store.write(function* (dialect, org) {
        yield* beginRun(dialect, org, { ...part, now: at })
        const report = JSON.stringify(fault === undefined ? {} : { fault })
        yield* endRun(dialect, org, { ...part, now: at, ok: fault === undefined, report })
      })
    },
    mails: async () => {
      const notices = await store.read((dialect, org) =>
        lastNotices(dialect, org, `connection/${connection.id}`, 50),
      )
      return notices.map(({ input }) => JSON.parse(input) as { to: string[]; text: string })
    },
  }
}

test('each owner gets one mail, with what happened, what to do, a link and whom to ask', async () => {
  const { ran, judge, mails } = await watched()
  await ran(refused)
  await judge()
  await judge()
  const sent = await mails()
  expect(sent.map(({ to }) => to)).toStrictEqual([['ida@nordlys.example'], ['per@nordlys.example']])
  const text = sent[0]?.text ?? ''
  for (const part of [
    'The shop refuses the key.\nMake another one.',
    'https://data.example/connections/of/shop',
    'help@operator.example',
    'somebody has to act',
  ])
    expect(text).toContain(part)
})

test('the owner of the connection gets it in the place of those of the organisation', async () => {
  const { ran, judge, mails } = await watched({}, { owner: 'anna@nordlys.example' })
  await ran(refused)
  await judge()
  expect((await mails()).map(({ to }) => to)).toStrictEqual([['anna@nordlys.example']])
})

test('who wants no such mails gets none, and where nobody does the address of the configuration does', async () => {
  const mail = { connection: 'post', action: 'mail', input: { to: ['{email}'], text: '{text}' } }
  const to = ['ops@nordlys.example']
  const { store, ran, judge, pass, mails } = await watched({
    failures: { to, againMs: hourMs, mail },
  })
  const mute = (user: string) =>
    store.write((dialect, org) => muteTroubles(dialect, org, user, begin))
  await mute('ida')
  await ran(refused)
  await judge()
  expect((await mails()).map((each) => each.to)).toStrictEqual([['per@nordlys.example']])
  await mute('per')
  pass(2)
  await judge()
  expect((await mails())[0]?.to).toStrictEqual(to)
})

test('that it works again is told once, and then a new failure is', async () => {
  const { ran, judge, mails } = await watched()
  await ran(refused)
  await judge()
  await ran()
  await judge()
  await judge()
  expect(await mails()).toHaveLength(2)
})

test('a failure after it worked is told, however short the time', async () => {
  const { ran, judge, pass, mails } = await watched({}, { owner: 'anna@nordlys.example' })
  for (const fault of [refused, undefined, refused]) {
    pass(0.01)
    await ran(fault)
    await judge()
  }
  expect((await mails()).map(({ text }) => text.includes('works again'))).toStrictEqual([
    false,
    true,
    false,
  ])
})

test('what passes by itself is told after an hour, with the word that it does', async () => {
  const { ran, judge, pass, mails } = await watched()
  await ran({ $fault: 'v1', kind: 'transient', message: 'The shop is down.' })
  await judge()
  expect(await mails()).toStrictEqual([])
  pass(1)
  await judge()
  expect((await mails())[0]?.text).toContain('passes by itself')
})

test('of a connection that rests nobody is told', async () => {
  const { store, ran, judge, mails } = await watched()
  await ran(refused)
  const pausedBy = 'ida'
  await store.write((dialect, org) =>
    pauseConnection(dialect, org, { connection: 'shop', pausedAt: begin, pausedBy }),
  )
  await judge()
  expect(await mails()).toStrictEqual([])
})

test('two processes that judge at once tell once', async () => {
  const { ran, judge, mails } = await watched({}, { owner: 'anna@nordlys.example' })
  await ran(refused)
  await Promise.all([judge(), judge(), judge()])
  expect(await mails()).toHaveLength(1)
})

test('where nothing says how mails are sent nobody is told', async () => {
  const { ran, judge, mails } = await watched({ failures: { to: [], againMs: hourMs } })
  await ran(refused)
  await judge()
  expect(await mails()).toStrictEqual([])
})
