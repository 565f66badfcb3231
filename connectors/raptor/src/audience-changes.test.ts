import type { Entry } from '@cartograph/core'
import {
  startRaptor,
  type RaptorOptions,
  type SimulatedRaptor,
} from '@cartograph/simulators/raptor'
import { afterEach, expect, test } from 'vitest'
import { audienceFeed } from './audience-changes.ts'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { mapped } from './testing/mapped.ts'

let raptor: SimulatedRaptor
let now = Date.UTC(2026, 2, 2, 9)
afterEach(() => raptor.close())

async function opened(options: RaptorOptions = {}): Promise<void> {
  raptor = await startRaptor({ now: () => now, ...options })
  raptor.admin.addAudience('5d822e81', 'Runners', [])
}
const move = (action: 'entered' | 'left') =>
  raptor.admin.moveIn('5d822e81', 'anna@example.dk', action)

/** All entries after a position, and where to go on. */
async function readFrom(
  from: Awaited<ReturnType<typeof audienceFeed.start>>,
  given: Partial<Settings> = {},
) {
  const entries: Entry[] = []
  let next = from
  for await (const page of audienceFeed.read(testContext(raptor, given), from)) {
    entries.push(...page.items)
    ;({ next } = page)
  }
  return { entries, next }
}
const rowsOf = (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.op === 'upsert' ? entry.row : undefined))

test('what changed before the connection began is not told, and then every change once', async () => {
  await opened({ unknowns: { changesAtOnce: 2 } })
  for (const action of ['entered', 'left', 'entered'] as const) move(action)
  const start = await audienceFeed.start(testContext(raptor))
  expect((await readFrom(start)).entries).toStrictEqual([])
  for (const action of ['left', 'entered', 'left'] as const) move(action)
  const { entries, next } = await readFrom(start)
  const person = { audience: '5d822e81', person: 'anna@example.dk', at: '2026-03-02T09:00:00.000Z' }
  expect(rowsOf(entries)).toMatchObject([
    { ...person, action: 'left' },
    { ...person, action: 'entered' },
    { ...person, action: 'left' },
  ])
  expect((await readFrom(next)).entries).toStrictEqual([])
})

test('changes that are read again have the same ids, without the person in them', async () => {
  await opened()
  const start = await audienceFeed.start(testContext(raptor))
  move('entered')
  const ids = async () => (await readFrom(start)).entries.map(({ id }) => id)
  const first = await ids()
  move('left')
  now += 60_000
  expect((await ids())[0]).toBe(first[0])
  expect(first).toStrictEqual([expect.stringMatching(/^[\da-f]{32}$/)])
})

test('an account that tells changes under other names is understood', async () => {
  const audienceChanges = {
    since: 'after',
    sequence: 'number',
    changes: 'items',
    person: 'who',
    audience: 'group',
    action: 'what',
    entered: 'IN',
    left: 'OUT',
  }
  await opened({ unknowns: { audienceChanges } })
  const { left: _left, ...audienceFields } = audienceChanges
  const start = await audienceFeed.start(testContext(raptor, { audienceFields }))
  move('entered')
  move('left')
  const { entries } = await readFrom(start, { audienceFields })
  expect(rowsOf(entries)).toMatchObject([{ action: 'entered' }, { action: 'left' }])
})

test('an answer in another form is a fault that says so', async () => {
  await opened()
  await expect(
    audienceFeed.start(testContext(raptor, { audienceFields: { changes: 'items' } })),
  ).rejects.toMatchObject({ kind: 'contract' })
})

test('who enters an audience is an event of the person', async () => {
  await opened()
  const row = {
    id: 'abc',
    audience: '5d822e81',
    person: 'Anna@example.dk',
    action: 'entered',
    at: '2026-03-02T09:00:00.000Z',
  }
  expect(await mapped('raptor-audience', row)).toStrictEqual([
    {
      id: 'abc',
      type: 'audience.entered',
      at: '2026-03-02T09:00:00.000Z',
      email: 'anna@example.dk',
      properties: { audience: '5d822e81' },
    },
  ])
})
