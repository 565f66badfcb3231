import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionOf, type Rules } from './decision.ts'
import type { MemberRow } from './member-shape.ts'
import type { Standing } from './standing.ts'

const member = (given: Partial<MemberRow> = {}): MemberRow => ({
  id: 'm1',
  list_id: 1,
  status: 'active',
  email_status: 'active',
  mobile_status: 'active',
  created_at: null,
  updated_at: null,
  unsubscribed_at: null,
  fields: {},
  ...given,
})
const agreed: Standing = { says: 'granted', agreedAt: 2_000 }
const refused: Standing = { says: 'refused', agreedAt: 1_000 }
const silent: Standing = { says: 'unknown', agreedAt: Number.NEGATIVE_INFINITY }
const out = member({ status: 'unsubscribed' })

const kindOf = (
  standing: Standing,
  members: readonly MemberRow[],
  rules: Rules = {},
  since: number | undefined = 1_000,
) => decisionOf(standing, members, rules, () => since).kind

test.each([
  ['who agreed is added', agreed, [], {}, 'add'],
  ['who said no is not added', refused, [], {}, 'nothing'],
  ['who never said a word is not added', silent, [], {}, 'nothing'],
  [
    'who never said a word is added where it is asked for',
    silent,
    [],
    { withoutConsent: 'add' },
    'add',
  ],
  [
    'who said no is not added, whatever is asked for',
    refused,
    [],
    { withoutConsent: 'add' },
    'nothing',
  ],
  ['an active member is changed', silent, [member()], {}, 'change'],
  ['an active member who said no is unsubscribed', refused, [member()], {}, 'unsubscribe'],
  [
    'an active member who said no is changed where Heyloyalty is not told',
    refused,
    [member()],
    { optOuts: 'keep' },
    'change',
  ],
  ['who unsubscribed is left alone', agreed, [out], {}, 'nothing'],
  [
    'who unsubscribed and agreed since is let back where it is asked for',
    agreed,
    [out],
    { reactivate: 'newerConsent' },
    'change',
  ],
  [
    'who unsubscribed and complained is not',
    agreed,
    [member({ status: 'unsubscribed', email_status: 'complaint' })],
    { reactivate: 'newerConsent' },
    'nothing',
  ],
  [
    'whose address bounced is left alone',
    agreed,
    [member({ email_status: 'hard_bounce' })],
    {},
    'nothing',
  ],
  [
    'whose status nobody knows is left alone',
    agreed,
    [member({ status: 'blocked' })],
    { reactivate: 'newerConsent' },
    'nothing',
  ],
  [
    'of whom one of two members unsubscribed is left alone',
    agreed,
    [member(), out],
    { reactivate: 'newerConsent' },
    'nothing',
  ],
  ['who is two active members is told', agreed, [member(), member({ id: 'm2' })], {}, 'nothing'],
] as const)('%s', (_who, standing, members, rules, expected) => {
  expect(kindOf(standing, members, rules)).toBe(expected)
})

test.each([
  ['an older yes', 3_000],
  ['a yes of the same instant', 2_000],
  ['no instant of the opt-out', undefined],
])('%s lets nobody back', (_what, since) => {
  const decision = decisionOf(agreed, [out], { reactivate: 'newerConsent' }, () => since)
  expect(decision.kind).toBe('nothing')
})

const skips = (standing: Standing) =>
  decisionOf(standing, [], { doubleOptIn: 'skip', withoutConsent: 'add' }, () => undefined)

test('a confirmation is skipped only for who agreed here', () => {
  expect(skips(agreed)).toStrictEqual({ kind: 'add', skipsOptIn: true })
  expect(skips(silent)).toStrictEqual({ kind: 'add', skipsOptIn: false })
})

const anyStanding = fc.record({
  says: fc.constantFrom('granted', 'refused', 'unknown'),
  agreedAt: fc.integer({ min: 0, max: 5_000 }),
})
const anyMember = fc.record({
  status: fc.constantFrom('active', 'unsubscribed', 'blocked'),
  email_status: fc.constantFrom('active', 'complaint', 'hard_bounce'),
})
const anyRules = fc.record(
  {
    withoutConsent: fc.constantFrom('updateOnly', 'add'),
    optOuts: fc.constantFrom('unsubscribe', 'keep'),
    doubleOptIn: fc.constantFrom('ask', 'skip'),
  },
  { requiredKeys: [] },
)

test('nobody is written to who unsubscribed, by whatever settings but the one that asks for it', () => {
  fc.assert(
    fc.property(
      anyStanding,
      fc.array(anyMember, { minLength: 1, maxLength: 3 }),
      anyRules,
      (standing, shown, rules) => {
        const members = shown.map((one) => member(one))
        const isOut = members.some(({ status }) => status !== 'active')
        const { kind } = decisionOf(standing, members, rules, () => 0)
        expect(isOut && (kind === 'change' || kind === 'add')).toBe(false)
      },
    ),
  )
})
