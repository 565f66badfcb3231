import { fault, type Outcome } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import { addNotices, beginNotice, lastNotices, type Notice } from '../store/index.ts'
import { shortWaits } from '../testing/scripted-host.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { sendNotices, type SendNotice } from './send-notices.ts'

const { signal } = new AbortController()
const digest = {
  source: 'digest/morning',
  period: '2026-11-24',
  target: 0,
  connection: 'team',
  action: 'message',
  input: '{"text":"Nothing out of the ordinary."}',
}

/** A store with one notice, and a place to send it to that answers as it is told. */
async function sending(...answers: readonly (() => Outcome)[]) {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const { store } = installation
  let now = 1000
  const sent: Notice[] = []
  const send: SendNotice = async (notice) => {
    sent.push(notice)
    return { outcome: (answers[sent.length - 1] ?? (() => ({ status: 'ok' })))() }
  }
  const host = { store, now: () => now, log: () => {}, waits: shortWaits }
  const put = () => store.write((dialect, org) => addNotices(dialect, org, [digest], now))
  await put()
  return {
    store,
    sent,
    put,
    round: async () => {
      await sendNotices(host, send, signal)
      now += 1_000_000
    },
    state: async () => {
      const [notice] = await store.read((dialect, org) =>
        lastNotices(dialect, org, digest.source, 5),
      )
      return [notice?.state, notice?.problem]
    },
  }
}

test('a notice is sent once, however often its period is put down', async () => {
  const { sent, round, put, state } = await sending()
  await round()
  await put()
  await round()
  expect([sent.length, await state()]).toStrictEqual([1, ['sent', null]])
})

test('one whose sender died in the middle is not sent again', async () => {
  const { store, sent, round, state } = await sending()
  await store.write((dialect, org) => beginNotice(dialect, org, digest))
  await round()
  await round()
  expect([sent.length, await state()]).toStrictEqual([
    0,
    ['unknown', 'Nobody saw whether it was sent.'],
  ])
})

test('one whose answer was lost is not sent again', async () => {
  const { sent, round, state } = await sending(() => ({ status: 'unknown' }))
  await round()
  await round()
  expect([sent.length, (await state())[0]]).toStrictEqual([1, 'unknown'])
})

test('one that the vendor could not take is tried again', async () => {
  const { sent, round, state } = await sending(() => {
    throw fault({ kind: 'transient', message: 'Slack is down.' })
  })
  await round()
  await round()
  expect([sent.length, (await state())[0]]).toStrictEqual([2, 'sent'])
})

test('one that is refused is told of and left', async () => {
  const { sent, round, state } = await sending(() => ({
    status: 'failed',
    fault: { $fault: 'v1', kind: 'auth', message: 'The token was revoked.' },
  }))
  await round()
  await round()
  expect([sent.length, await state()]).toStrictEqual([1, ['failed', 'The token was revoked.']])
})
