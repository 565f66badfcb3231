import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SegmentCatalogue } from '../../api/answers.ts'
import { emptyGroup, emptyOperand, type GroupDraft } from './condition-draft.ts'
import { readDraft } from './read-draft.ts'
import { writtenCondition } from './written-condition.ts'

const field = (id: string, type: 'number' | 'money' | 'text' | 'flag' | 'list') => ({
  id,
  type,
  definition: `${id}.`,
})
const catalogue: SegmentCatalogue = {
  fields: {
    customer: [
      field('orders', 'number'),
      field('spend', 'money'),
      field('country', 'text'),
      field('tags', 'list'),
    ],
    order: [field('total', 'money'), field('fully_refunded', 'flag')],
    product: [],
    event: [],
  },
  operators: { number: [], money: [], days: [], text: [], list: [], flag: [] },
  linkedTo: { customer: ['order'], order: [], product: [], event: [] },
  constants: ['lapse_days', 'first_to_second_days'],
  currency: 'DKK',
  exponent: 2,
}

const times = fc.integer({ min: 1, max: 1_000_000 }).map((thousandths) => thousandths / 1000)
const amount = fc.integer({ min: -1e9, max: 1e9 }).map((each) => each + 0)
const number = fc.oneof(
  amount.map((value) => value),
  fc.integer({ min: 1, max: 99 }).map((percentile) => ({ percentile })),
  fc.record({ constant: fc.constant('lapse_days'), times }),
  fc.record({ field: fc.constant('orders') }),
)
const line = fc.oneof(
  fc.record({
    field: fc.constantFrom('orders', 'spend'),
    op: fc.constantFrom('=', '>='),
    value: number,
  }),
  fc.record({ field: fc.constant('country'), op: fc.constant('known') }),
  fc.constant({ field: 'tags', op: 'contains', value: 'gold' }),
  fc.constant({ field: 'country', op: 'in', value: ['DE', 'Bern, Stadt'] }),
  fc.record({
    sum: fc.constant('total'),
    of: fc.constant('order'),
    where: fc.constant({ all: [{ field: 'fully_refunded', op: '=', value: false }] }),
    days: fc.integer({ min: 1, max: 365 }),
    op: fc.constant('>'),
    value: amount,
  }),
)
const { condition } = fc.letrec((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    line,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      not: fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    }),
  ),
}))

test('a group that is read and written again says the same', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 3 }), (parts) => {
      const where = structuredClone({ all: parts })
      expect(
        writtenCondition(readDraft(where, 'customer', catalogue), 'customer', catalogue),
      ).toStrictEqual(where)
    }),
  )
})

test('what is denied alone becomes a group of which none holds', () => {
  const denied = { field: 'orders', op: '=', value: 1 }
  const draft = readDraft({ not: denied }, 'customer', catalogue)
  expect(writtenCondition(draft, 'customer', catalogue)).toStrictEqual({ not: { any: [denied] } })
})

const withPart = (part: Partial<Extract<GroupDraft['parts'][number], { kind: 'comparison' }>>) =>
  writtenCondition(
    {
      ...emptyGroup,
      parts: [
        { kind: 'comparison', field: 'orders', operator: '>=', operand: emptyOperand, ...part },
      ],
    },
    'customer',
    catalogue,
  )

test('nothing is said before every value is there and fits its field', () => {
  expect([
    withPart({}),
    withPart({ operand: { ...emptyOperand, text: 'many' } }),
    withPart({ field: 'spend', operand: { ...emptyOperand, text: '1.999' } }),
    withPart({ operand: { ...emptyOperand, kind: 'constant' } }),
    writtenCondition({ ...emptyGroup, join: 'any' }, 'customer', catalogue),
  ]).toStrictEqual([undefined, undefined, undefined, undefined, undefined])
})

test('amounts are written in whole units and said in minor ones', () => {
  expect(withPart({ field: 'spend', operand: { ...emptyOperand, text: '99,5' } })).toStrictEqual({
    all: [{ field: 'spend', op: '>=', value: 9950 }],
  })
})
