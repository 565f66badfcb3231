import { upserts, type Context, type Key, type Page, type Slice } from '@cartograph/core'
import * as z from 'zod'
import { acceptedQuery } from './accepted-query.ts'
import { accountStart } from './account.ts'
import { askObject, type StripeObject } from './client.ts'
import { createdPosition, walkCreated, type WalkedPage } from './created-walk.ts'
import type { ListedKind } from './kind.ts'
import { withWholeList } from './parent-list.ts'
import { yearsBetween, type Range } from './ranges.ts'
import { kit, startSecond, type Settings } from './settings.ts'
import { wholePosition, walkWhole } from './whole-walk.ts'

/** A range of `created`, or all of a list without one; of a test clock, where one is named. */
const params = z.object({
  gte: z.int().nullable(),
  lt: z.int().nullable(),
  testClock: z.string().nullable(),
})
type Params = z.infer<typeof params>

const position = z.union([createdPosition, wholePosition])
type Position = z.infer<typeof position>

/** Single objects asked for at once. */
const keysAtOnce = 10

/** The stream of a kind that has a list of its own. */
export function listedStream(kind: ListedKind) {
  return kit.stream<StripeObject, Params, Position>({
    schema: kind.schema,
    key: (row) => row.id,
    deletes: kind.deletes,
    permissions: [`${kind.permission.label}: Read`],
    list: {
      params,
      position,
      paging: 'stable',
      plan: (context) => planKind(context, kind),
      async *read(context, slice, from) {
        for await (const { rows, next, end, split } of walk(context, kind, slice, from, true)) {
          const whole = await Promise.all(rows.map((row) => wholeRow(context, kind, row)))
          yield {
            items: upserts(whole.filter((row) => row !== null)),
            next,
            end,
            ...(split !== undefined && { split: split.map(rangeSlice) }),
          }
        }
      },
      ...(kind.deletes !== 'never' && {
        async *keys(context, slice, from): AsyncGenerator<Page<Key, Position>> {
          for await (const { rows, next, end } of walk(context, kind, slice, from, false))
            yield { items: rows.map(({ id }): Key => [id]), next, end }
        },
      }),
    },
    get: {
      maxKeys: keysAtOnce,
      read: (context, keys) => Promise.all(keys.map((key) => readObject(context, kind, key))),
    },
  })
}

/** The present state of one object, or `null` where it is gone. */
async function readObject(context: Context<Settings>, kind: ListedKind, [id]: Key) {
  const { path, expand = [] } = kind
  const query = Object.fromEntries(expand.map((field, index) => [`expand[${index}]`, field]))
  const row = await askObject(context, { route: `${path}/:id`, id: String(id), query })
  return row === null ? null : wholeRow(context, kind, row)
}

/** `null`: it was deleted since it was listed. */
async function wholeRow(
  context: Context<Settings>,
  { nested }: ListedKind,
  row: StripeObject,
): Promise<StripeObject | null> {
  return nested === undefined ? row : withWholeList(context, row, nested)
}

async function* planKind(
  context: Context<Settings>,
  kind: ListedKind,
): AsyncGenerator<Slice<Params>> {
  const { config, run } = context
  const everything = { gte: null, lt: null, testClock: null }
  if (!kind.created) yield { params: everything, tail: true }
  else {
    const opened = await accountStart(context)
    const from = kind.history === 'whole' ? opened : Math.max(opened, startSecond(config) ?? opened)
    for (const range of yearsBetween(from, Math.floor(run.until / 1000))) yield rangeSlice(range)
  }
  if (kind.testClocks !== true) return
  for (const testClock of config.testClocks ?? [])
    yield { params: { ...everything, testClock }, tail: true }
}

function rangeSlice({ gte, lt }: Range): Slice<Params> {
  return { params: { gte, lt, testClock: null }, tail: true }
}

/** A test clock has an instant of its own, so what belongs to it is not looked for by ours. */
async function* walk(
  context: Context<Settings>,
  kind: ListedKind,
  { params: { gte, lt, testClock } }: Slice<Params>,
  from: Position | undefined,
  splits: boolean,
): AsyncGenerator<WalkedPage<Position>> {
  const query = await acceptedQuery(context, kind)
  if (gte !== null && lt !== null) {
    const here = createdPosition.safeParse(from)
    yield* walkCreated(context, { ...kind, query }, { gte, lt }, here.data, { splits })
    return
  }
  const here = wholePosition.safeParse(from)
  const ofClock = testClock === null ? query : { ...query, test_clock: testClock }
  yield* walkWhole(context, { ...kind, query: ofClock }, here.data)
}
