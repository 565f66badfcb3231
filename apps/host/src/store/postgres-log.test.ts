import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, onServer, type StorePlace } from '../testing/test-stores.ts'
import {
  appendChanges,
  changesAfter,
  openStore,
  readHead,
  writeCommerce,
  type Lane,
  type Store,
  type Work,
} from './index.ts'
import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk } from './database.ts'

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace('postgres')
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const writers = 8
const transactions = 25
const lane: Lane = 'live'

/** Numbers that do not repeat themselves, the same for the same seed. */
function draws(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
}

type Append = typeof appendChanges

/** Writes rows in many transactions at once, some of which are taken back, with pauses before and after the numbering. */
async function writeAll(append: Append): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const draw = draws(writer + 1)
      for (let turn = 0; turn < transactions; turn += 1) {
        const ids = [...new Set(Array.from({ length: 1 + draw(8) }, () => `r${draw(300)}`))]
        const value = `${writer}-${turn}`
        const [before, after, isTakenBack] = [draw(4), draw(4), draw(20) === 0]
        const write = store.write(function* (dialect, org) {
          const rows = ids
            .toSorted()
            .map((id) => ({ entity: 'order', id, data: value, hash: value }))
          const changes = yield* writeCommerce(
            dialect,
            org,
            'shop',
            [{ before: [], after: rows }],
            0,
          )
          yield* pause(before)
          yield* append(dialect, org, changes, lane, 0)
          yield* pause(after)
          if (isTakenBack) throw new Error('Taken back.')
        })
        await write.catch((error: unknown) => {
          if (!(error instanceof Error && error.message === 'Taken back.')) throw error
        })
      }
    }),
  )
}

/** Keeps a copy of the rows from the log alone, as a consumer does; gives back which are wrong once it has read everything. */
async function wrongCopies(append: Append) {
  const copy = new Map<string, string>()
  let cursor = 0
  const drain = async () => {
    for (;;) {
      const read = await store.read(function* (dialect, org) {
        const changes = yield* changesAfter(dialect, org, lane, cursor, 20)
        const rows = yield* all(
          dialect.build
            .selectFrom('commerce')
            .select(['id', 'data'])
            .where('org', '=', org)
            .where('id', 'in', dialect.within(changes.map(({ id }) => id))),
        )
        return { changes, rows }
      })
      for (const { id, data } of read.rows) copy.set(id, data)
      const last = read.changes.at(-1)
      if (last === undefined) return
      cursor = last.seq
    }
  }
  const writing = { isOver: false }
  const follow = async () => {
    while (!writing.isOver) {
      await drain()
      await delay(1)
    }
  }
  const following = follow()
  try {
    await writeAll(append)
  } finally {
    writing.isOver = true
    await following
  }
  await drain()
  const rows = await store.read(function* ({ build }, org) {
    return yield* all(build.selectFrom('commerce').select(['id', 'data']).where('org', '=', org))
  })
  return rows.filter(({ id, data }) => copy.get(id) !== data).map(({ id }) => id)
}

function* pause(ms: number): Work<void> {
  yield { kind: 'query', sql: `select pg_sleep(${ms / 1000})`, parameters: [] }
}

test('a consumer that follows the log misses nothing, however the transactions overlap', async () => {
  expect(await wrongCopies(appendChanges)).toStrictEqual([])
  const last = await store.read(function* (dialect, org) {
    const head = yield* readHead(dialect, org)
    const [change] = yield* changesAfter(dialect, org, lane, head.seq - 1, 10)
    return { head: head.seq, change: change?.seq }
  })
  expect(last.change).toBe(last.head)
})

const numbered = insertOrReplace('change', [
  'org',
  'entity',
  'id',
  'seq',
  'op',
  'lane',
  'changed_at',
])

/** What one would write at first: every change takes the next number of a sequence, and nobody waits for anybody. */
const appendFromSequence: Append = function* (_dialect, org, changes) {
  const rows = yield {
    kind: 'query',
    sql: `select nextval('naive') as seq from generate_series(1, $1)`,
    parameters: [changes.length],
  }
  yield* bulk(
    numbered,
    changes.map(({ entity, id }, at) => [org, entity, id, Number(rows[at]?.['seq']), 1, 0, 0]),
  )
}

test('numbers from a sequence would lose changes: the same histories notice', async () => {
  await onServer('create sequence naive', where.address)
  expect(await wrongCopies(appendFromSequence)).not.toStrictEqual([])
})
