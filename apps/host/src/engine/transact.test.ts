import { setTimeout as delay } from 'node:timers/promises'
import { faultOf, type Json, type Transaction } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, purgeTransacts, readLetters, rowsAfter, type Store } from '../store/index.ts'
import { contactOf, openTill, redeem, redemptionOf } from '../testing/open-till.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { lockTurns, type transact } from './index.ts'

/** A database on a machine that does other things as well takes its time for a thousand. */
const patient = { timeout: 120_000 }

let place: StorePlace
let store: Store
beforeEach(async () => {
  place = await newStorePlace()
  store = await openStore({ store: place.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

type Work<Answer extends Json> = Parameters<typeof transact<Answer>>[2]

const agreed: Work<boolean> = async () => ({ commit: true, answer: true })
const registered: Work<number> = async (transaction) => {
  transaction.put(contactOf('1', 'a@example.com'))
  return { commit: true, answer: 1 }
}

async function rows(entity = 'voucherRedemption'): Promise<readonly Record<string, unknown>[]> {
  const found = await store.read((dialect, org) => rowsAfter(dialect, org, entity, '', 5000))
  return found
    .filter(({ deleted }) => !deleted)
    .map(({ data }) => JSON.parse(data) as Record<string, unknown>)
}

async function messageOf(refused: Promise<unknown>): Promise<string> {
  return refused.then(
    () => '',
    (error: unknown) => faultOf(error).message,
  )
}

test('what is put is in the commerce rows when the transaction settles', async () => {
  const till = openTill(store)
  const answer = await till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    transaction.put(redemptionOf('B1', 'R1'))
    return { commit: true, answer: { ok: true } }
  })
  expect(answer).toStrictEqual({ ok: true })
  expect((await rows()).map(({ id }) => id)).toStrictEqual(['till:B1'])
})

test('a work that decides against it writes nothing', async () => {
  const till = openTill(store)
  const answer = await till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    transaction.put(redemptionOf('B1', 'R1'))
    return { commit: false, answer: 'no' }
  })
  expect([answer, await rows()]).toStrictEqual(['no', []])
})

test('a work that throws writes nothing, and what it threw reaches the caller', async () => {
  const till = openTill(store)
  const refused = till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    transaction.put(redemptionOf('B1', 'R1'))
    throw new Error('no receipt')
  })
  expect(await messageOf(refused)).toBe('no receipt')
  expect(await rows()).toStrictEqual([])
})

test('the same effect asked for again is answered as the first time, and its work does not run', async () => {
  let runs = 0
  const work: Work<number> = async (transaction) => {
    runs += 1
    transaction.put(redemptionOf('B1', 'R1'))
    return { commit: true, answer: runs }
  }
  const first = await openTill(store).transact({ locks: ['a'], once: '1' }, work)
  const second = await openTill(store).transact({ locks: ['a'], once: '1' }, work)
  expect([first, second, runs]).toStrictEqual([1, 1, 1])
})

test('an effect that did not happen is tried again', async () => {
  const till = openTill(store)
  const answers = []
  for (const commit of [false, true])
    answers.push(
      await till.transact({ locks: ['a'], once: '1' }, async () => ({ commit, answer: commit })),
    )
  expect(answers).toStrictEqual([false, true])
})

test('an answer is forgotten when it is old, and a lock with it', async () => {
  const till = openTill(store)
  await till.transact({ locks: ['a'], once: '1' }, agreed)
  await store.write((dialect, org) => purgeTransacts(dialect, org, Date.now() + 60_000))
  let runs = 0
  await till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    runs += 1
    return agreed(transaction)
  })
  expect(runs).toBe(1)
})

test('of a thousand races for one lock one commits, and the others are told', patient, async () => {
  const till = openTill(store)
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => redeem(till, 'B1', `R${index}`)),
  )
  expect(answers.filter((answer) => answer !== 'spent before')).toHaveLength(1)
  expect(await rows()).toHaveLength(1)
})

test('processes that know nothing of each other commit once too', async () => {
  const tills = Array.from({ length: 12 }, () => openTill(store))
  const answers = await Promise.all(tills.map((till, index) => redeem(till, 'B1', `R${index}`)))
  expect(answers.filter((answer) => answer !== 'spent before')).toHaveLength(1)
})

test('a work runs again where something was written under its lock since it began', async () => {
  const seen: unknown[] = []
  const slow = openTill(store)
  const quick = openTill(store)
  await slow.transact({ locks: ['contact 1'], once: 'slow' }, async (transaction) => {
    seen.push(await transaction.get('contacts', ['1']))
    if (seen.length === 1)
      await quick.transact({ locks: ['contact 1'], once: 'quick' }, async (other) => {
        other.put(contactOf('1', 'quick@example.com'))
        return { commit: true, answer: null }
      })
    transaction.put(contactOf('1', 'slow@example.com'))
    return { commit: true, answer: null }
  })
  expect(seen).toMatchObject([undefined, { email: 'quick@example.com' }])
  expect(await rows('customer')).toMatchObject([{ email: 'slow@example.com' }])
})

test('who decides against it is judged by what is there now as well', async () => {
  const slow = openTill(store)
  const quick = openTill(store)
  let runs = 0
  const answer = await slow.transact({ locks: ['a'], once: 'slow' }, async () => {
    runs += 1
    if (runs === 1)
      await quick.transact({ locks: ['a'], once: 'quick' }, async () => ({
        commit: true,
        answer: null,
      }))
    return { commit: false, answer: runs }
  })
  expect(answer).toBe(2)
})

test('works under other locks do not wait for each other', async () => {
  const till = openTill(store)
  const order: string[] = []
  const first = till.transact({ locks: ['a'], once: '1' }, async () => {
    await till.transact({ locks: ['b'], once: '2' }, async () => {
      order.push('b')
      return { commit: true, answer: null }
    })
    order.push('a')
    return { commit: true, answer: null }
  })
  await first
  expect(order).toStrictEqual(['b', 'a'])
})

test('two that name the same locks in another order both end', async () => {
  const till = openTill(store)
  const both = Array.from({ length: 20 }, (_, index) =>
    till.transact(
      { locks: index % 2 === 0 ? ['a', 'b'] : ['b', 'a'], once: `${index}` },
      registered,
    ),
  )
  expect(await Promise.all(both)).toStrictEqual(Array.from({ length: 20 }, () => 1))
})

test('a work sees what it put itself', async () => {
  const till = openTill(store)
  const seen = await till.transact<Json>({ locks: ['a'], once: '1' }, async (transaction) => {
    transaction.put(contactOf('1', 'a@example.com'))
    const put1 = await transaction.get('contacts', ['1'])
    transaction.put({ op: 'delete', stream: 'contacts', key: ['1'] })
    return {
      commit: false,
      answer: [put1 as Json, (await transaction.get('contacts', ['1'])) === undefined],
    }
  })
  expect(seen).toStrictEqual([{ id: '1', email: 'a@example.com', phone: '+4620123456' }, true])
})

test('of two changes within a second the later one stays', async () => {
  const till = openTill(store)
  for (const email of ['a@example.com', 'b@example.com', 'c@example.com'])
    await till.transact({ locks: ['contact 1'], once: email }, async (transaction) => {
      transaction.put(contactOf('1', email))
      return { commit: true, answer: null }
    })
  expect(await rows('customer')).toMatchObject([{ email: 'c@example.com' }])
})

test('a machine whose clock is ahead does not make what others write look older', async () => {
  const ahead = openTill(store, {}, { aheadMs: 60_000 })
  const behind = openTill(store)
  for (const [till, email] of [
    [behind, 'a@example.com'],
    [ahead, 'b@example.com'],
    [behind, 'c@example.com'],
  ] as const)
    await till.transact({ locks: ['contact 1'], once: email }, async (transaction) => {
      transaction.put(contactOf('1', email))
      return { commit: true, answer: null }
    })
  expect(await rows('customer')).toMatchObject([{ email: 'c@example.com' }])
})

test('without locks it only appends', async () => {
  const till = openTill(store)
  await till.transact({ locks: [], once: '1' }, async (transaction) => {
    transaction.put(redemptionOf('B1', 'R1'))
    return { commit: true, answer: null }
  })
  expect(await rows()).toHaveLength(1)
  const reading = till.transact({ locks: [], once: '2' }, async (transaction) => ({
    commit: false,
    answer: (await transaction.get('redemptions', ['B1'])) === undefined,
  }))
  expect(await messageOf(reading)).toContain('without locks it only appends')
})

test('a row that is not as its stream says is refused, and nothing of the call is written', async () => {
  const till = openTill(store)
  const refused = till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    transaction.put(redemptionOf('B1', 'R1'))
    transaction.put({ op: 'upsert', stream: 'contacts', row: { id: '1' } })
    return { commit: true, answer: null }
  })
  expect(await messageOf(refused)).toContain('not as its schema says, at email')
  expect(await rows()).toStrictEqual([])
  const letters = await store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'source', part: 'till/contacts' }, 10),
  )
  expect(letters).toStrictEqual([])
})

test.each([
  [
    'a stream that is not there',
    ['redemptions'],
    { stream: 'baskets' },
    'speaks of the stream baskets',
  ],
  ['a stream that is switched off', ['redemptions'], {}, 'contacts of till, which is switched off'],
])('%s is refused', async (_what, streams, more, message) => {
  const till = openTill(store, {}, { streams })
  const refused = till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    transaction.put({ ...contactOf('1', 'a@example.com'), ...more })
    return { commit: true, answer: null }
  })
  expect(await messageOf(refused)).toContain(message)
})

test('what comes after the end of a work is not written', async () => {
  let late: Transaction | undefined
  const till = openTill(store)
  await till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    late = transaction
    return { commit: true, answer: null }
  })
  expect(() => late?.put(redemptionOf('B1', 'R1'))).toThrow('is over')
})

test('a work that never ends is given up at the deadline, and others go on', async () => {
  const turns = lockTurns()
  const stopping = new AbortController()
  const hung = openTill(store, { turns, signal: stopping.signal })
  const begun = Promise.withResolvers<void>()
  const waiting = hung.transact({ locks: ['a'], once: '1' }, async () => {
    begun.resolve()
    await new Promise(() => {})
    return { commit: true, answer: null }
  })
  const refused = messageOf(waiting)
  await begun.promise
  stopping.abort()
  expect(await refused).toContain('took longer')
  const next = openTill(store, { turns })
  expect(
    await next.transact({ locks: ['a'], once: '2' }, async () => ({ commit: true, answer: 'on' })),
  ).toBe('on')
})

test('what was written stays written where persons could not be brought up to date', async () => {
  let asked = 0
  const till = openTill(store, {
    catchUp: async () => {
      asked += 1
      await delay(0)
      if (asked > 1) throw new Error('no')
    },
  })
  await till.transact({ locks: ['a'], once: '1' }, async (transaction) => {
    transaction.put(redemptionOf('B1', 'R1'))
    return { commit: true, answer: null }
  })
  expect([asked, (await rows()).length]).toStrictEqual([2, 1])
})
