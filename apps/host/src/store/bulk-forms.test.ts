import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { deleteMatching, insertNew, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Value, type Work } from './database.ts'
import { openStore, type Store } from './index.ts'

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

const key = ['org', 'connection', 'stream', 'key'] as const
const forms = {
  wish: insertOrReplace('refresh', [...key, 'not_before', 'mark'], {
    mark: 'refresh.mark + excluded.mark',
  }),
  insert: insertNew('refresh', [...key, 'not_before', 'mark']),
  postpone: updateMatching('refresh', key, ['not_before', 'mark'], {
    otherwise: { mark: 'refresh.mark + given.mark' },
    where: 'refresh.not_before < given.not_before',
    returning: ['key'],
  }),
  drop: deleteMatching('refresh', [...key, 'mark']),
}

/** What the table should hold: every row does its part, one after the other. */
interface Kept {
  notBefore: number
  mark: number
}

function model(kept: Map<string, Kept>, step: Step): readonly string[] {
  const returned: string[] = []
  for (const { name, notBefore, mark } of step.rows) {
    const known = kept.get(name)
    if (step.form === 'drop' && known?.mark === mark) kept.delete(name)
    if (step.form === 'insert' && known === undefined) kept.set(name, { notBefore, mark })
    if (step.form === 'wish') kept.set(name, { notBefore, mark: (known?.mark ?? 0) + mark })
    if (step.form === 'postpone' && known !== undefined && known.notBefore < notBefore) {
      kept.set(name, { notBefore, mark: known.mark + mark })
      returned.push(name)
    }
  }
  return returned
}

interface Step {
  readonly form: keyof typeof forms
  readonly rows: readonly {
    readonly name: string
    readonly notBefore: number
    readonly mark: number
  }[]
}

const step: fc.Arbitrary<Step> = fc.record({
  form: fc.constantFrom('wish', 'insert', 'postpone', 'drop'),
  rows: fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'ä', "'"),
      notBefore: fc.integer({ min: 0, max: 3 }),
      mark: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 12 },
  ),
})

const rowOf = (org: string, form: keyof typeof forms, each: Step['rows'][number]): Value[] => {
  const place = [org, 'shop', 'orders', each.name]
  if (form === 'drop') return [...place, each.mark]
  return form === 'postpone'
    ? [each.notBefore, each.mark, ...place]
    : [...place, each.notBefore, each.mark]
}

function* apply({ build }: Dialect, org: string, steps: readonly Step[]): Work<unknown> {
  yield* run(build.deleteFrom('refresh').where('org', '=', org))
  const returned: unknown[] = []
  for (const { form, rows } of steps) {
    const found = yield* bulk<{ key: string }>(
      forms[form],
      rows.map((each) => rowOf(org, form, each)),
    )
    returned.push(found.map((row) => row.key).toSorted())
  }
  const kept = yield* all(
    build
      .selectFrom('refresh')
      .select(['key', 'not_before as notBefore', 'mark'])
      .where('org', '=', org),
  )
  return { returned, kept: Object.fromEntries(kept.map(({ key: name, ...row }) => [name, row])) }
}

test('rows of a bulk do what they would do one after the other, a key that comes twice too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      const kept = new Map<string, Kept>()
      const returned = steps.map((each) => model(kept, each).toSorted())
      expect(await store.write((dialect, org) => apply(dialect, org, steps))).toStrictEqual({
        returned,
        kept: Object.fromEntries(kept),
      })
    }),
    { numRuns: 60 },
  )
})

test('many thousand rows go in one bulk', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [
    'nordlys',
    'shop',
    'orders',
    `k${at}`,
    at,
    1,
  ])
  const count = await store.write(function* ({ build }) {
    yield* bulk(forms.insert, rows)
    return yield* all(
      build.selectFrom('refresh').select((table) => table.fn.countAll<number>().as('count')),
    )
  })
  expect(count).toStrictEqual([{ count: 20_000 }])
})
