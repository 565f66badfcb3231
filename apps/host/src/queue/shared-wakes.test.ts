import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newDatabase } from '../testing/test-stores.ts'
import { sharedWakes } from './shared-wakes.ts'
import type { Look, Wakes } from './wakes.ts'

/** Processes that share a database, each as one would see it. */
async function processes(
  count: number,
  look: (by: number) => Look,
  { places = 4, address }: { readonly places?: number; readonly address?: string } = {},
) {
  const database = address ?? (await newDatabase()).address
  const stop = new AbortController()
  const failures: string[] = []
  const all: Wakes[] = []
  for (let by = 0; by < count; by += 1) {
    const wakes = await sharedWakes({
      address: database,
      organisation: 'nordlys',
      places: { sync: places },
      signal: stop.signal,
      busyMs: 1000,
      onFailure: (kind, key, error) => failures.push(`${kind} ${key}: ${String(error)}`),
    })
    wakes.handle('sync', look(by))
    all.push(wakes)
  }
  const end = async () => {
    stop.abort()
    for (const wakes of all) {
      await wakes.idle()
      await wakes.close()
    }
  }
  onTestFinished(end)
  return { address: database, all, failures, end }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(10)
}

test('a key that one process wakes is looked at by one that has a place free', async () => {
  const looked: { readonly by: number; readonly key: string }[] = []
  const { all, failures } = await processes(
    2,
    (by) => async (key) => {
      looked.push({ by, key })
      await delay(50)
      return undefined
    },
    { places: 1 },
  )
  for (const wakes of all) await wakes.begin()
  const keys = Array.from({ length: 8 }, (_, at) => `shop ${at}`)
  for (const key of keys) all[0]?.wake('sync', key)
  await until(() => new Set(looked.map(({ key }) => key)).size === keys.length)
  expect(new Set(looked.map(({ by }) => by))).toStrictEqual(new Set([0, 1]))
  expect(failures).toStrictEqual([])
})

test('no more keys are looked at at the same time than a process has places', async () => {
  let looking = 0
  let most = 0
  const { all } = await processes(
    1,
    () => async () => {
      looking += 1
      most = Math.max(most, looking)
      await delay(30)
      looking -= 1
      return undefined
    },
    { places: 2 },
  )
  await all[0]?.begin()
  for (let at = 0; at < 10; at += 1) all[0]?.wake('sync', `shop ${at}`)
  await delay(500)
  await until(() => looking === 0)
  expect(most).toBe(2)
})

test('a clock that is set back again and again keeps nobody from looking', async () => {
  const machine = Date.now
  let back = 0
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
    back += 3_600_000
    return machine() - back
  })
  onTestFinished(() => clock.mockRestore())
  let looks = 0
  const { all } = await processes(1, () => async () => {
    looks += 1
    return looks === 1 ? 'busy' : undefined
  })
  await all[0]?.begin()
  all[0]?.wake('sync', 'shop')
  await until(() => looks >= 2)
  expect(looks).toBe(2)
})

test('what another process has in hand is looked at again', async () => {
  let looks = 0
  const { all } = await processes(1, () => async () => {
    looks += 1
    return looks === 1 ? 'busy' : undefined
  })
  await all[0]?.begin()
  all[0]?.wake('sync', 'shop')
  await until(() => looks === 2)
  expect(looks).toBe(2)
})

test('a wake that nobody was there for is found by the next process', async () => {
  const first = await processes(1, () => async () => undefined)
  first.all[0]?.wake('sync', 'shop')
  await delay(300)
  await first.end()
  const looked: string[] = []
  const next = await processes(
    1,
    () => async (key) => {
      looked.push(key)
      return undefined
    },
    { address: first.address },
  )
  await next.all[0]?.begin()
  await until(() => looked.length > 0)
  expect(looked).toStrictEqual(['shop'])
})

test('what is told at the moment in which a process ends is no failure of anything', async () => {
  const { all, failures, end } = await processes(8, () => async () => undefined)
  for (const wakes of all) for (let at = 0; at < 8; at += 1) wakes.wake('sync', `shop ${at}`)
  await end()
  await delay(200)
  expect(failures).toStrictEqual([])
})

test('a process that ends as soon as it has begun tells of no failure', async () => {
  const { address } = await newDatabase()
  for (let round = 0; round < 8; round += 1) {
    const { all, failures, end } = await processes(1, () => async () => undefined, { address })
    const begun = Promise.all(all.map((wakes) => wakes.begin()))
    if (round % 2 === 0) await begun
    all[0]?.wake('sync', 'shop')
    await delay(round)
    await end()
    await begun.catch(() => {})
    await delay(50)
    expect(failures).toStrictEqual([])
  }
})
