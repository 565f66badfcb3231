import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { consentsOf, isGranted, statementsIn, type Statement } from './consents.ts'

function said(state: Statement['state'], at: number | undefined, connection = 'shop'): Statement {
  const speaker = { member: `customer/${connection}:1`, connection }
  return { channel: 'email', purpose: 'marketing', state, at, ...speaker }
}

function stateOf(...statements: readonly Statement[]) {
  return consentsOf(statements)[0]?.present.state
}

test('the newest statement counts, whichever connection it came by', () => {
  expect(stateOf(said('withdrawn', 2), said('granted', 3, 'till'))).toBe('granted')
  expect(stateOf(said('granted', 3), said('withdrawn', 4, 'till'))).toBe('withdrawn')
})

test('an opt-out wins where two were said at one instant', () => {
  expect(stateOf(said('granted', 3), said('denied', 3, 'till'))).toBe('denied')
  expect(stateOf(said('withdrawn', 3, 'till'), said('granted', 3))).toBe('withdrawn')
})

test('a flag without an instant undoes no opt-out that has one', () => {
  expect(stateOf(said('granted', undefined), said('withdrawn', 3, 'till'))).toBe('withdrawn')
  expect(stateOf(said('granted', undefined), said('denied', undefined, 'till'))).toBe('denied')
})

test('an opt-out without an instant counts whatever was said at known instants', () => {
  expect(stateOf(said('granted', 3), said('withdrawn', undefined, 'till'))).toBe('withdrawn')
})

test('channels and purposes stand for themselves, and all that was said is kept', () => {
  const statements = [
    said('granted', 1),
    { ...said('denied', 2), channel: 'sms' },
    { ...said('denied', 2), purpose: 'profiling' },
    said('withdrawn', 5, 'till'),
  ]
  const consents = consentsOf(statements)
  expect(
    consents.map(({ channel, purpose, present, history }) => [
      channel,
      purpose,
      present.state,
      history.length,
    ]),
  ).toStrictEqual([
    ['email', 'marketing', 'withdrawn', 2],
    ['email', 'profiling', 'denied', 1],
    ['sms', 'marketing', 'denied', 1],
  ])
})

test('a consent lapses at its instant', () => {
  const [consent] = consentsOf([{ ...said('granted', 1), expiresAt: 10 }])
  expect(isGranted(consent, 9)).toBe(true)
  expect(isGranted(consent, 10)).toBe(false)
  expect(isGranted(undefined, 9)).toBe(false)
})

test('statements are read from a customer and from a row of consents', () => {
  const speaker = { member: 'customer/shop:1', connection: 'shop' }
  const inRow = statementsIn(
    { consents: [{ channel: 'sms', state: 'granted', at: null }, { channel: 'sms' }] },
    speaker,
  )
  expect(inRow).toStrictEqual([
    { channel: 'sms', purpose: 'marketing', state: 'granted', at: undefined, ...speaker },
  ])
  const own = { channel: 'email', state: 'denied', at: '1970-01-01T00:00:00.005Z', source: 'form' }
  expect(statementsIn(own, speaker)).toStrictEqual([
    {
      channel: 'email',
      purpose: 'marketing',
      state: 'denied',
      at: 5,
      ...speaker,
      source: 'form',
    },
  ])
})

test('no order of statements lets an opt-in win over an opt-out that may be as new', () => {
  const statement = fc
    .tuple(
      fc.constantFrom('granted' as const, 'denied' as const, 'withdrawn' as const),
      fc.option(fc.nat(3), { nil: undefined }),
      fc.constantFrom('shop', 'till'),
    )
    .map(([state, at, connection]) => said(state, at, connection))
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1 }), (statements) => {
      const those = (state: string) => statements.filter((each) => each.state === state)
      const optOuts = [...those('denied'), ...those('withdrawn')].map(({ at = Infinity }) => at)
      const optIns = those('granted').map(({ at = -1 }) => at)
      const isOptOut = Math.max(...optOuts, -2) >= Math.max(...optIns, -2)
      expect(stateOf(...statements) !== 'granted').toBe(isOptOut)
    }),
  )
})
