import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { localWakes } from './wakes.ts'

function scripted() {
  const failures: string[] = []
  const stop = new AbortController()
  const wakes = localWakes({
    signal: stop.signal,
    busyMs: 1,
    onFailure: (kind, key, error) => failures.push(`${kind} ${key}: ${String(error)}`),
  })
  return { wakes, failures, stop }
}

/** A look that goes on until it is let go. */
function heldLook() {
  const looks: { readonly key: string; readonly end: () => void }[] = []
  return {
    looks,
    look: (key: string) =>
      new Promise<undefined>((resolve) => {
        looks.push({ key, end: () => resolve(undefined) })
      }),
  }
}

test('a key that is woken while it is looked at is looked at once more, however often it was woken', async () => {
  const { wakes } = scripted()
  const { looks, look } = heldLook()
  wakes.handle('sync', look)
  wakes.wake('sync', 'shop')
  await nextTurn()
  wakes.wake('sync', 'shop')
  wakes.wake('sync', 'shop')
  await nextTurn()
  expect(looks.length).toBe(1)
  looks[0]?.end()
  await nextTurn()
  expect(looks.length).toBe(2)
  looks[1]?.end()
  await wakes.idle()
  expect(looks.length).toBe(2)
})

test('different keys, and different kinds, are looked at at the same time', async () => {
  const { wakes } = scripted()
  const { looks, look } = heldLook()
  wakes.handle('sync', look)
  wakes.handle('inbox', look)
  wakes.wake('sync', 'shop')
  wakes.wake('sync', 'till')
  wakes.wake('inbox', 'shop')
  await nextTurn()
  expect(looks.map(({ key }) => key)).toStrictEqual(['shop', 'till', 'shop'])
})

test('a look that fails is told, and the key can be woken again', async () => {
  const { wakes, failures } = scripted()
  let looks = 0
  wakes.handle('sync', () => {
    looks += 1
    throw new Error('broken')
  })
  wakes.wake('sync', 'shop')
  await wakes.idle()
  wakes.wake('sync', 'shop')
  await wakes.idle()
  expect({ looks, failures }).toStrictEqual({
    looks: 2,
    failures: ['sync shop: Error: broken', 'sync shop: Error: broken'],
  })
})

test('a key that another process has in hand is looked at again later', async () => {
  const { wakes } = scripted()
  let looks = 0
  const done = new Promise<void>((resolve) => {
    wakes.handle('sync', async () => {
      looks += 1
      if (looks < 3) return 'busy'
      resolve()
      return undefined
    })
  })
  wakes.wake('sync', 'shop')
  await done
  expect(looks).toBe(3)
})

test('nobody is woken once the host is told to stop', async () => {
  const { wakes, stop } = scripted()
  const { looks, look } = heldLook()
  wakes.handle('sync', look)
  wakes.wake('sync', 'shop')
  await nextTurn()
  wakes.wake('sync', 'shop')
  stop.abort()
  looks[0]?.end()
  await wakes.idle()
  expect(looks.length).toBe(1)
})
