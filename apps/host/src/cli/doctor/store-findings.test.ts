import { expect, test } from 'vitest'
import type { StoreExamination } from '../../store/index.ts'
import { storeFindings } from './store-findings.ts'

const well: StoreExamination = {
  sizeBytes: 12e6,
  logBytes: 1e6,
  schema: 6,
  knownSchema: 6,
  damage: [],
  holder: undefined,
}

const statuses = (changes: Partial<StoreExamination>) =>
  storeFindings({ ...well, ...changes }).map(({ status }) => status)

test('a store that is well has nothing to be done', () => {
  expect(new Set(statuses({}))).toStrictEqual(new Set(['ok']))
})

test.each<[string, Partial<StoreExamination>, string]>([
  ['a log that is not folded back', { logBytes: 300e6 }, 'warning'],
  ['an older schema', { schema: 5 }, 'warning'],
  ['a newer schema', { schema: 7 }, 'problem'],
  ['damage', { damage: ['row 3 missing from index'] }, 'problem'],
])('%s is told', (_what, changes, status) => {
  expect(statuses(changes)).toContain(status)
})

test('whoever has the store is named', () => {
  const holder = { process: ' (process 7)', address: 'http://127.0.0.1:4700' }
  expect(storeFindings({ ...well, holder }).at(-1)?.message).toBe(
    'It is in use by another process (process 7), which serves at http://127.0.0.1:4700.',
  )
})
