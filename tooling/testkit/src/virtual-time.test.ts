import { expect, test } from 'vitest'
import { virtualTime } from './virtual-time.ts'

test('long waits end at once, in their order, and time has passed', async () => {
  const { timer, elapsedMs } = virtualTime(() => false)
  const rung: string[] = []
  await new Promise<void>((resolve) => {
    timer.later(600_000, () => {
      rung.push('late')
      resolve()
    })
    timer.later(5_000, () => rung.push('early'))
    timer.later(7_000, () => rung.push('called off'))()
  })
  expect(rung).toStrictEqual(['early', 'late'])
  expect(elapsedMs()).toBe(600_000)
})

test('no time passes while something is under way', async () => {
  let isBusy = true
  const { timer, elapsedMs } = virtualTime(() => isBusy)
  const rung = new Promise<void>((resolve) => {
    timer.later(30_000, resolve)
  })
  for (let turns = 0; turns < 20; turns += 1)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  expect(elapsedMs()).toBe(0)
  isBusy = false
  await rung
  expect(elapsedMs()).toBe(30_000)
})
