import { expect, test } from 'vitest'

import { proofMessages } from './proofs.ts'

const root = new URL('../../..', import.meta.url).pathname
const file = 'tooling/checks/src/proofs.test.ts'
const ran = (...tests: readonly (readonly [name: string, outcome: string])[]) =>
  new Map([[file, new Map(tests)]])

test('a name in which something is filled in stands for every test of that name', () => {
  const proof = { file, test: 'a change that comes from %s is refused' }
  const good = ran(['a change that comes from nowhere is refused', 'passed'])
  const bad = ran(
    ['a change that comes from nowhere is refused', 'passed'],
    ['a change that comes from here is refused', 'failed'],
  )
  const others = ran(['a change that comes from here is taken', 'passed'])
  expect([good, bad, others].map((outcomes) => proofMessages(proof, root, outcomes))).toStrictEqual(
    [
      [],
      [`the test "a change that comes from here is refused" of ${file} did not pass: failed`],
      [`${file} ran no test "${proof.test}"`],
    ],
  )
})
