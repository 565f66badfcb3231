import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { stepsOfRuns } from './automation-log.ts'
import { addAutomationRuns, automationRunName } from './automation-runs.ts'
import { automationStates, ensureAutomationState } from './automation-states.ts'
import { beginAnotherLife } from './restored.ts'
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

const later = Date.parse('2100-01-01T00:00:00Z')
const thanks = {
  automation: 'thanks',
  entity: 'order',
  id: 'shop:1',
  transition: 'order.paid',
  seq: 0,
  facts: {},
  happenedAt: 1000,
  depth: 0,
  steps: [
    { action: 'mail', dueAt: 1000 },
    { action: 'mail', dueAt: later },
  ],
}

test('after a backup was restored, what was due is in doubt, and what happened meanwhile is history', async () => {
  await store.write(function* (dialect, org) {
    yield* ensureAutomationState(dialect, org, 'thanks', 500)
    yield* addAutomationRuns(dialect, org, [thanks], 1000)
    yield* beginAnotherLife(dialect, org, { sinks: [], since: 0 })
  })
  const { states, steps } = await store.read(function* (dialect, org) {
    return {
      states: yield* automationStates(dialect, org),
      steps: yield* stepsOfRuns(dialect, org, [automationRunName(thanks)]),
    }
  })
  expect(steps.map(({ state, open_at: openAt }) => [state, openAt])).toStrictEqual([
    ['unknown', null],
    ['due', later],
  ])
  expect(states.get('thanks')?.active_since).toBeGreaterThan(1_700_000_000_000)
})
