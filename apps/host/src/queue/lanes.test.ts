import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runLanes } from './index.ts'

const { signal } = new AbortController()

test('results come in the order of the jobs, and no more run at once than allowed', async () => {
  let running = 0
  let most = 0
  const jobs = Array.from({ length: 8 }, (_, at) => ({
    group: undefined,
    work: async () => {
      running += 1
      most = Math.max(most, running)
      await setTimeout(8 - at)
      running -= 1
      return at
    },
  }))
  expect(await runLanes(jobs, { concurrency: 3, signal })).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
})

test('jobs of one group never overlap', async () => {
  let running = 0
  const jobs = Array.from({ length: 6 }, () => ({
    group: 'store',
    work: async () => {
      running += 1
      expect(running).toBe(1)
      await setTimeout(1)
      running -= 1
    },
  }))
  await runLanes(jobs, { concurrency: 4, signal })
  expect(running).toBe(0)
})

test('a failure is thrown when every job has ended', async () => {
  let ended = false
  const jobs = [
    {
      group: undefined,
      work: async (): Promise<void> => {
        throw new Error('broken')
      },
    },
    {
      group: undefined,
      work: async () => {
        await setTimeout(10)
        ended = true
      },
    },
  ]
  await expect(runLanes(jobs, { concurrency: 2, signal })).rejects.toThrow('broken')
  expect(ended).toBe(true)
})

test('a group that waits does not keep others from running', async () => {
  const order: string[] = []
  const job = (group: string | undefined, name: string, ms: number) => ({
    group,
    work: async () => {
      await setTimeout(ms)
      order.push(name)
    },
  })
  await runLanes(
    [job('a', 'a1', 20), job('a', 'a2', 20), job('a', 'a3', 1), job(undefined, 'b', 1)],
    {
      concurrency: 2,
      signal,
    },
  )
  expect(order[0]).toBe('b')
})
