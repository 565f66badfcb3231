import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { fitsSurely } from './fits.ts'

const link = z.string().nullish()
const address = z.looseObject({ line1: link, country: link }).nullish()
const charge = z.looseObject({
  id: z.string(),
  created: z.int(),
  share: z.number().optional(),
  paid: z.boolean(),
  customer: link,
  billing: z.looseObject({ name: link, address }).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  lines: z.array(z.looseObject({ id: z.string(), quantity: z.number().nullish() })).optional(),
  nothing: z.null().optional(),
  anything: z.unknown(),
  kind: z.enum(['a', 'b']).nullish(),
  code: z.string().min(2).optional(),
  either: z.union([z.string(), z.int()]).nullish(),
})
const good = { id: 'c', created: 1, paid: true, anything: 1 }

const leaf = fc.oneof(
  fc.constantFrom(null, undefined, '', 'a', 'ab', 0, -1, 1.5, 2 ** 53, Number.NaN, true, Infinity),
  fc.constantFrom(
    {},
    [],
    [1],
    new Date(0),
    new Map(),
    Object.create(null),
    Object.create({ id: 1 }),
  ),
  fc.constantFrom({ constructor: 1 }),
)
const nested = fc.oneof(
  leaf,
  fc.dictionary(fc.constantFrom('name', 'address', 'line1', 'id', 'quantity', 'x'), leaf),
  fc.array(fc.dictionary(fc.constantFrom('id', 'quantity', 'x'), leaf)),
)

test('what surely fits is what the schema takes, and of plain data all of that', () => {
  const fits = fitsSurely(charge)
  const names = [...Object.keys(charge.shape), 'unknown']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), nested, { maxKeys: 4 }), (changed) => {
      const value = { ...good, ...changed }
      expect(fits(value)).toBe(charge.safeParse(value).success)
    }),
    { numRuns: 3000 },
  )
})

test('a missing field is noticed, and anything but an object', () => {
  const fits = fitsSurely(charge)
  expect(fits(good)).toBe(true)
  for (const name of ['id', 'created', 'paid'])
    expect(fits(Object.fromEntries(Object.entries(good).filter(([field]) => field !== name)))).toBe(
      false,
    )
  for (const value of [null, undefined, 'text', 1, [good]]) expect(fits(value)).toBe(false)
})

test('what a schema would drop, fill in or ask for later is not sure', async () => {
  const later = z.object({ id: z.string().refine(async (id) => Promise.resolve(id !== '')) })
  expect(fitsSurely(later)({ id: 'a' })).toBe(false)
  expect(await later.safeParseAsync({ id: 'a' })).toMatchObject({ success: true })
  expect(fitsSurely(z.object({ id: z.string() }))({ id: 'a', more: 1 })).toBe(false)
  expect(fitsSurely(z.looseObject({ id: z.string().default('x') }))({})).toBe(false)
  expect(fitsSurely(z.looseObject({}))(JSON.parse('{"__proto__":{}}'))).toBe(false)
})

test('a schema that holds itself is read once', () => {
  const tree = z.looseObject({
    name: z.string(),
    get below() {
      return z.array(tree).optional()
    },
  })
  const fits = fitsSurely(tree)
  expect(fits({ name: 'a', below: [{ name: 'b', below: [{ name: 'c' }] }] })).toBe(true)
  expect(fits({ name: 'a', below: [{ name: 'b', below: [{ name: 1 }] }] })).toBe(false)
})

test('of a schema of another library nothing is sure', () => {
  const schema = { '~standard': { version: 1, vendor: 'other', validate: () => ({ value: 1 }) } }
  expect(fitsSurely(schema as never)(1)).toBe(false)
})
