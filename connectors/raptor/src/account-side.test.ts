import type { Person } from '@cartograph/core'
import { startRaptor, type SimulatedRaptor } from '@cartograph/simulators/raptor'
import { afterEach, expect, test } from 'vitest'
import { checkRaptor } from './check.ts'
import { erase } from './erase.ts'
import { prepare } from './prepare.ts'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'

let raptor: SimulatedRaptor
afterEach(() => raptor.close())

const erased = async (person: Person, given: Partial<Settings> = {}) => {
  raptor = await startRaptor()
  const outcome = await erase(testContext(raptor, given), person)
  return { outcome, asked: raptor.account.deletions.map(({ person: id }) => id) }
}

test('a person is deleted by the address, and the end cannot be told', async () => {
  const { outcome, asked } = await erased({ email: 'anna@example.dk' })
  expect(asked).toStrictEqual(['anna@example.dk'])
  expect(outcome).toStrictEqual({
    status: 'skipped',
    again: 'later',
    reason:
      'Raptor has begun to delete this person, needs up to 14 days, and does not tell when it is done. Its support can confirm it.',
  })
})

test('where persons are told by customer numbers, the number is left to a person', async () => {
  const { outcome } = await erased({ email: 'anna@example.dk' }, { userId: 'customer' })
  expect(outcome).toMatchObject({
    status: 'skipped',
    again: 'later',
    reason: expect.stringContaining('ask the support to delete that too') as string,
  })
})

test.each([
  ['only a number is known', { phone: '+4512345678' }, {}, 'changed'],
  ['there is no key', { email: 'anna@example.dk' }, { erasureKey: undefined }, 'later'],
])('where %s nobody is asked, and the reason says so', async (_what, person, given, again) => {
  const { outcome, asked } = await erased(person, given)
  expect(asked).toStrictEqual([])
  expect(outcome).toMatchObject({ status: 'skipped', again })
})

test('a wrong key of erasures is told, without the person', async () => {
  raptor = await startRaptor()
  const context = testContext(raptor, { erasureKey: 'another-key' })
  const found = await erase(context, { email: 'anna@example.dk' }).then(
    String,
    (error: unknown) => error,
  )
  expect(found).toMatchObject({ kind: 'auth' })
  expect(JSON.stringify(found)).not.toContain('anna')
})

const problems = async (given: Partial<Settings>) => {
  raptor = await startRaptor()
  const report = await checkRaptor(testContext(raptor, given))
  return report.problems?.map(({ severity, part, fault }) => [severity, part, fault.kind])
}

test('an account that works is named, and only what can be asked without an effect is asked', async () => {
  raptor = await startRaptor()
  expect(await checkRaptor(testContext(raptor))).toStrictEqual({
    account: { name: 'Raptor 12345' },
  })
  expect(raptor.asked.map((each) => each.split(' ', 2).join(' '))).toStrictEqual([
    'recommendations GET',
    'cdp GET',
  ])
})

test.each([
  [{ apiKey: 'another-key' }, [['error', 'lookups.recommendations', 'auth']]],
  [{ module: 'Nothing' }, [['warning', 'lookups.recommendations', 'config']]],
  [{ cdpKey: 'another-key' }, [['error', 'lookups.memberships', 'auth']]],
  [{ apiKey: undefined, cdpKey: undefined }, undefined],
])('%j is told of its part alone', async (given, expected) => {
  expect(await problems(given)).toStrictEqual(expected)
})

test('what is to be done by hand is told, with the script for the shop and without any key', async () => {
  raptor = await startRaptor()
  const steps = (await prepare(testContext(raptor))) ?? []
  expect(steps.map(({ what, state }) => [what, state])).toStrictEqual([
    ['The script on the pages of the shop', 'byHand'],
    ['The positions of the parameters', 'byHand'],
    ['The product feed', 'byHand'],
    ['Triggers', 'byHand'],
  ])
  expect(steps[0]?.how).toContain('cartographRaptor')
  expect(JSON.stringify(steps)).not.toContain('0123456789')
})
