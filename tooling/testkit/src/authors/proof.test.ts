import { expect, test } from 'vitest'
import { brokenDocuments } from '../broken/broken-documents.ts'
import { checks } from '../checks/index.ts'
import { brokenConnectors, proofText, proveBroken, proveCorrect } from './proof.ts'

test('the correct connector passes every check', async () => {
  expect((await proveCorrect()).failed).toStrictEqual([])
})

/** `npm run test:authors` goes through all of them; here is one of eight. */
const some = brokenConnectors.filter(
  (broken, index) => !brokenDocuments.includes(broken) && index % 8 === 0,
)

test.each(some)('is caught by $caughtBy: $name', async (broken) => {
  const { failed } = await proveBroken(broken)
  expect(failed).toContain(broken.caughtBy)
})

test.each(brokenDocuments)('is caught by $caughtBy alone: $name', async (broken) => {
  const { failed } = await proveBroken(broken)
  expect(failed).toStrictEqual([broken.caughtBy])
})

test('every broken connector names a check that there is', () => {
  const ids = new Set(checks.map(({ id }) => id))
  const unknown = brokenConnectors.filter(({ caughtBy }) => !ids.has(caughtBy))
  expect(unknown).toStrictEqual([])
})

test('the table tells a miss from a catch', () => {
  const proofs = [
    { name: 'one', caughtBy: 'read.rows', failed: ['read.rows', 'read.keys'] },
    { name: 'other', caughtBy: 'read.keys', failed: ['read.rows'] },
  ]
  expect(proofText(proofs)).toBe(
    'caught  one    read.rows (also: read.keys)\nMISSED  other  read.keys (also: read.rows)',
  )
})
