import { expect, onTestFinished, test } from 'vitest'
import type { Configuration } from '../config/index.ts'
import { chooseModule, openNotices } from '../store/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { mailRequests } from './request-rounds.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
const mail = {
  connection: 'post',
  action: 'mail',
  input: { to: ['{email}'], subject: '{subject}' },
}

/** An installation in which somebody of another organisation asked for carts. */
async function asked(own: Partial<Configuration>) {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const { store } = installation
  const ask = (at: number) =>
    store.write((dialect) =>
      chooseModule(dialect, 'sydlys', {
        module: 'area/carts',
        choice: 'requested',
        changedAt: at,
        changedBy: 'user ida',
      }),
    )
  await ask(now)
  const { configuration } = installation.installation([], [])
  const round = () =>
    mailRequests({ store, now: () => now, configuration: { ...configuration, ...own } })
  const mails = async () => {
    const notices = await store.read((dialect, org) => openNotices(dialect, org, now))
    return notices.map(({ input }) => JSON.parse(input) as unknown)
  }
  return { ask, round, mails }
}

const people = { sessionMs: 1000, mail }

test('what an organisation asks for is mailed to the operator, once', async () => {
  const { round, mails } = await asked({ people, host: { support: 'help@operator.example' } })
  await round()
  await round()
  expect(await mails()).toStrictEqual([
    { to: ['help@operator.example'], subject: 'sydlys asks for area/carts' },
  ])
})

test('what is asked for anew is mailed anew', async () => {
  const { ask, round, mails } = await asked({ people, host: { support: 'help@operator.example' } })
  await round()
  await ask(now + 1)
  await round()
  expect(await mails()).toHaveLength(2)
})

test.each([
  ['is a page', { people, host: { support: 'https://help.example' } }],
  ['is nobody', { people }],
  ['cannot be mailed', { host: { support: 'help@operator.example' } }],
])('where support %s nothing is mailed', async (_name, own) => {
  const { round, mails } = await asked(own)
  await round()
  expect(await mails()).toStrictEqual([])
})
