import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import {
  automationsDue,
  begunAutomationSteps,
  beginAutomationStep,
  dueAutomationSteps,
  endAutomationStep,
  skipDueSteps,
  type ContactLimit,
  type StepEnd,
} from './automation-due.ts'
import { dropAutomationRuns } from './automation-forgetting.ts'
import { automationRunsAbout, stepsOfRuns } from './automation-log.ts'
import { addAutomationRuns, automationRunName, type NewAutomationRun } from './automation-runs.ts'
import { openStore, type Store } from './store.ts'

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const thanks: NewAutomationRun = {
  automation: 'thanks',
  entity: 'order',
  id: 'shop:1',
  transition: 'order.paid',
  seq: 7,
  customer: 'shop:9',
  facts: {},
  happenedAt: 90,
  depth: 0,
  steps: [
    { action: 'mail', dueAt: 100 },
    { action: 'tag', dueAt: 100 },
  ],
}
const name = automationRunName(thanks)
const put = (...runs: readonly NewAutomationRun[]) =>
  store.write((dialect, org) => addAutomationRuns(dialect, org, runs, 95))
const due = async (now = 100) => {
  const steps = await store.read((dialect, org) =>
    dueAutomationSteps(dialect, org, { automation: 'thanks', now, limit: 10 }),
  )
  return steps.map(({ step, attempts }) => [step, attempts])
}
const begin = (limits: readonly ContactLimit[] = [], place = { run: name, step: 0, attempts: 0 }) =>
  store.write((dialect, org) =>
    beginAutomationStep(dialect, org, place, {
      through: 'post.mail',
      input: '{}',
      sentAt: 100,
      quietUntil: 200,
      contact: 'ida',
      limits,
    }),
  )
const end = (came: StepEnd, attempts = 1) =>
  store.write((dialect, org) =>
    endAutomationStep(dialect, org, { run: name, step: 0, attempts }, came),
  )
const states = async () =>
  (await store.read((dialect, org) => stepsOfRuns(dialect, org, [name]))).map(
    ({ state, reason }) => [state, reason],
  )
const skip = () =>
  store.write((dialect, org) =>
    skipDueSteps(dialect, org, 'thanks', { at: 110, reason: 'Nobody wants it.' }),
  )
const look = (now: number) => store.read((dialect, org) => automationsDue(dialect, org, now))

test('a run is there once, however often it is put down', async () => {
  await put(thanks)
  await put({ ...thanks, steps: [{ action: 'mail', dueAt: 5 }] })
  expect(await states()).toStrictEqual([
    ['due', null],
    ['due', null],
  ])
})

test('a step waits for its instant and for the step before it', async () => {
  await put(thanks)
  expect([await due(99), await due(100)]).toStrictEqual([[], [[0, 0]]])
  await begin()
  expect(await due()).toStrictEqual([])
  await end({ state: 'acked', at: 101 })
  expect(await due()).toStrictEqual([[1, 0]])
})

test('a step is begun by one alone', async () => {
  await put(thanks)
  expect([await begin(), await begin()]).toStrictEqual(['begun', 'gone'])
})

test('an attempt that was put off is another one, and the end of the first says nothing any more', async () => {
  await put(thanks)
  await begin()
  await end({ state: 'due', at: 101, dueAt: 150, reason: 'The server is down.' })
  expect([await due(149), await due(150)]).toStrictEqual([[], [[0, 1]]])
  await begin([], { run: name, step: 0, attempts: 1 })
  expect(await end({ state: 'failed', at: 160 }, 1)).toBe(false)
  expect((await states())[0]).toStrictEqual(['sent', null])
})

test('an attempt that was given up as unknown may still be told how it ended', async () => {
  await put(thanks)
  await begin()
  await end({ state: 'unknown', at: 300 })
  expect(await end({ state: 'acked', at: 301 })).toBe(true)
  expect((await states())[0]).toStrictEqual(['acked', null])
})

test('what was begun keeps its payload until it has ended', async () => {
  await put(thanks)
  await begin()
  const begun = () => store.read((dialect, org) => begunAutomationSteps(dialect, org, 'thanks', 10))
  expect((await begun()).map(({ input, through }) => [input, through])).toStrictEqual([
    ['{}', 'post.mail'],
  ])
  await end({ state: 'acked', at: 101 })
  const steps = await store.read((dialect, org) => stepsOfRuns(dialect, org, [name]))
  expect(steps[0]?.input).toBe(null)
})

test('whoever has had enough is sent nothing more, from any automation', async () => {
  const limit = { contact: 'ida', most: 1, since: 50 }
  const other = { ...thanks, automation: 'welcome' }
  await put(thanks, other)
  expect(await begin([limit])).toBe('begun')
  const place = { run: automationRunName(other), step: 0, attempts: 0 }
  expect(await begin([limit], place)).toStrictEqual(limit)
  expect(await begin([{ ...limit, automation: 'welcome' }], place)).toBe('begun')
})

test('what failed counts for no limit', async () => {
  await put(thanks)
  await begin()
  await end({ state: 'failed', at: 101 })
  const other = { ...thanks, seq: 8 }
  await put(other)
  const place = { run: automationRunName(other), step: 0, attempts: 0 }
  expect(await begin([{ contact: 'ida', most: 1, since: 50 }], place)).toBe('begun')
})

test('a step may end its run', async () => {
  await put(thanks)
  await end({ state: 'skipped', at: 100, reason: 'It was bought.', endsRun: true }, 0)
  expect(await states()).toStrictEqual([
    ['skipped', 'It was bought.'],
    ['skipped', 'It was bought.'],
  ])
})

test('what is not begun can be skipped at once', async () => {
  await put(thanks)
  await begin()
  expect([await skip(), await states()]).toStrictEqual([
    1,
    [
      ['sent', null],
      ['skipped', 'Nobody wants it.'],
    ],
  ])
})

test('it is known which automations have something to do', async () => {
  await put(thanks, { ...thanks, automation: 'welcome', steps: [{ action: 'mail', dueAt: 200 }] })
  expect([await look(99), await look(100), await look(200)]).toStrictEqual([
    [],
    ['thanks'],
    ['thanks', 'welcome'],
  ])
})

test('another organisation has nothing of it', async () => {
  await put(thanks)
  const found = await store.read((dialect) =>
    dueAutomationSteps(dialect, 'sydlys', { automation: 'thanks', now: 999, limit: 10 }),
  )
  expect(found).toStrictEqual([])
})

test('runs are found by their row and by their customer, and go with either', async () => {
  await put(thanks)
  const about = async (wanted: Parameters<typeof automationRunsAbout>[2]) =>
    (await store.read((dialect, org) => automationRunsAbout(dialect, org, wanted, 10))).map(
      ({ run }) => run,
    )
  const row = { entity: 'order', id: 'shop:1' }
  expect([
    await about({ rows: [row], customers: ['shop:9'] }),
    await about({ customers: ['shop:8'] }),
  ]).toStrictEqual([[name], []])
  await store.write((dialect, org) =>
    dropAutomationRuns(dialect, org, [{ entity: 'customer', id: 'shop:9' }]),
  )
  expect([await about({ rows: [row] }), await states()]).toStrictEqual([[], []])
})
