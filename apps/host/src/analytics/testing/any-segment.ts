import * as fc from 'fast-check'
import {
  type Linked,
  linkedTo,
  parseSegment,
  type Segment,
  type SegmentField,
  segmentFields,
} from '../../segments/index.ts'

const ordering = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
const words = [
  'DE',
  'SE',
  'da',
  'de',
  'lamp',
  'Red lamp',
  'web',
  'shop:de',
  'email.opened',
  'spring',
  'club',
]
const text = fc.constantFrom(...words, '')
const amount = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 10, 30, 90, 0.5, 0.1, 1.5, 0.33333),
  fc.integer({ min: 0, max: 40_000 }),
)
const times = fc.constantFrom(undefined, 0.8, 1.5, 2, 0.001)

function isNumeric({ type }: SegmentField): boolean {
  return type === 'number' || type === 'money' || type === 'days'
}

/** One comparison of a field, of its type. */
function comparison(of: Linked): fc.Arbitrary<object> {
  const fields = segmentFields[of]
  const numeric = fields.filter(isNumeric)
  const texts = fields.filter(({ type }) => type === 'text')
  return fc.constantFrom(...fields).chain((field): fc.Arbitrary<object> => {
    const { id: name, type } = field
    const known = fc.constant({ field: name, op: 'known' })
    if (type === 'flag')
      return fc.record({
        field: fc.constant(name),
        op: fc.constantFrom('=', '!='),
        value: fc.boolean(),
      })
    if (type === 'list')
      return fc.oneof(
        known,
        fc.record({
          field: fc.constant(name),
          op: fc.constant('contains'),
          value: fc.constantFrom('club', 'vip', 'lub'),
        }),
      )
    if (type === 'text')
      return fc.oneof(
        known,
        fc.record({
          field: fc.constant(name),
          op: fc.constantFrom('=', '!=', 'contains'),
          value: text,
        }),
        fc.record({
          field: fc.constant(name),
          op: fc.constant('in'),
          value: fc.array(text, { minLength: 1, maxLength: 3 }),
        }),
        fc.record({
          field: fc.constant(name),
          op: fc.constantFrom('=', '!='),
          value: fc.record({ field: fc.constantFrom(...texts.map((each) => each.id)) }),
        }),
      )
    const operands: fc.Arbitrary<unknown>[] = [
      amount,
      fc.record({ constant: fc.constantFrom('lapse_days', 'first_to_second_days'), times }),
      fc.record({ field: fc.constantFrom(...numeric.map((each) => each.id)), times }),
    ]
    if (of !== 'event') operands.push(fc.record({ percentile: fc.integer({ min: 1, max: 99 }) }))
    return fc.oneof(
      known,
      fc.record({ field: fc.constant(name), op: ordering, value: fc.oneof(...operands) }),
      fc.record({
        field: fc.constant(name),
        op: fc.constant('in'),
        value: fc.array(amount, { minLength: 1, maxLength: 3 }),
      }),
    )
  })
}

function condition(of: Linked, depth: number): fc.Arbitrary<object> {
  if (depth === 0) return comparison(of)
  const deeper = condition(of, depth - 1)
  const links = linkedTo[of]
  const parts: fc.Arbitrary<object>[] = [
    comparison(of),
    fc.record({ all: fc.array(deeper, { maxLength: 3 }) }),
    fc.record({ any: fc.array(deeper, { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: deeper }),
  ]
  if (links.length > 0)
    parts.push(fc.constantFrom(...links).chain((to) => aggregate(to, depth - 1)))
  return fc.oneof(...parts)
}

function aggregate(to: Linked, depth: number): fc.Arbitrary<object> {
  const isDated = to === 'order' || to === 'event'
  const shared = {
    op: ordering,
    value: fc.oneof(fc.constantFrom(0, 1, 1, 2, 3, 0.5), amount),
    where: fc.option(condition(to, depth), { nil: undefined }),
    ...(isDated && { days: fc.constantFrom(undefined, 1, 30, 365) }),
  }
  const numeric = segmentFields[to].filter(isNumeric).map(({ id }) => id)
  return fc.oneof(
    fc.record({ count: fc.constant(to), ...shared }),
    fc.record({ sum: fc.constantFrom(...numeric), of: fc.constant(to), ...shared }),
  )
}

/** Any segment that can be written. */
export const anySegment: fc.Arbitrary<Segment> = fc
  .constantFrom('customer' as const, 'order' as const, 'product' as const)
  .chain((resource) =>
    condition(resource, 3).map((where) =>
      parseSegment(JSON.parse(JSON.stringify({ id: 'any', name: 'Any', resource, where }))),
    ),
  )
