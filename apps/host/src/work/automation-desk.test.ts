import { faultOf } from '@cartograph/core'
import { expect, test } from 'vitest'
import { rowsAfter } from '../store/index.ts'
import { automationLog, turnAutomation } from './automation-desk.ts'
import { automationStandings } from './automation-standings.ts'
import { automationStage, mailStep } from './testing/automation-stage.ts'

const actor = { kind: 'command' } as const

test('what was done about a person is found by their name, whatever it was about', async () => {
  const stage = await automationStage([
    {},
    { id: 'welcome', on: { event: 'customer.created' } },
    { id: 'birthday', on: { event: 'birthday' }, steps: [mailStep] },
  ])
  const email = 'ida@example.com'
  const createdAt = new Date(stage.at).toISOString()
  await stage.put('customer', 'shop:9', { connection: 'shop', email, createdAt })
  await stage.order('shop:1', { customerId: 'shop:9', email })
  await stage.order('shop:2', { email: 'per@example.com' })
  await stage.work()
  const profiles = await stage.store.read((dialect, org) =>
    rowsAfter(dialect, org, 'profile', '', 9),
  )
  const ida = profiles.find(({ data }) => data.includes(email))?.id ?? ''
  const runs = await automationLog(stage, { person: ida }, 10)
  expect(runs.map(({ automation, of }) => `${automation} ${of}`).toSorted()).toStrictEqual([
    'thanks order/shop:1',
    'welcome customer/shop:9',
  ])
})

test('what the configuration pauses, a person cannot let go on', async () => {
  const stage = await automationStage([{ paused: true }])
  const turned = turnAutomation(stage.installation, 'thanks', {
    state: 'active',
    skipWaiting: false,
    actor,
  })
  expect(faultOf(await turned.catch((error: unknown) => error))).toMatchObject({
    kind: 'config',
    message: 'The configuration pauses thanks.',
  })
  expect(await automationStandings(stage.installation)).toMatchObject([
    { id: 'thanks', state: 'paused', reason: 'The configuration says `paused: true`.' },
  ])
})

test('an automation that the configuration pauses answers and sends nothing', async () => {
  const stage = await automationStage([{ paused: true }])
  await stage.order('shop:1')
  await stage.work()
  expect([stage.sent, await stage.steps('thanks')]).toStrictEqual([[], []])
})
