import { expect, test } from 'vitest'
import { slicePlaces } from './slice-places.ts'

const turn = () => new Promise(setImmediate)

/** Takes places for slices of some streams, in this order, and notes how many of each were in hand at the most. */
async function mostInHand(
  most: number,
  streams: readonly string[],
  othersOpen: (stream: string, left: readonly string[]) => boolean,
): Promise<Readonly<Record<string, number>>> {
  const places = slicePlaces(most)
  const left = [...streams]
  const now: Record<string, number> = {}
  const found: Record<string, number> = {}
  let all = 0
  await Promise.all(
    streams.map((stream) =>
      places.take({ stream, othersOpen: async () => othersOpen(stream, left) }, async () => {
        now[stream] = (now[stream] ?? 0) + 1
        all += 1
        found[stream] = Math.max(found[stream] ?? 0, now[stream])
        found['all'] = Math.max(found['all'] ?? 0, all)
        await turn()
        now[stream] -= 1
        all -= 1
        left.splice(left.indexOf(stream), 1)
      }),
    ),
  )
  return found
}

const isAnotherLeft = (stream: string, left: readonly string[]) =>
  left.some((each) => each !== stream)
const times = (count: number, stream: string) => Array.from({ length: count }, () => stream)

test('a stream that is alone has all places, and no more slices are in hand than there are', async () => {
  expect(await mostInHand(6, times(20, 'orders'), isAnotherLeft)).toStrictEqual({
    orders: 6,
    all: 6,
  })
})

test('of two streams neither has more than half while the other has slices, whichever came first', async () => {
  const streams = [...times(12, 'orders'), ...times(12, 'customers')]
  expect(await mostInHand(6, streams, isAnotherLeft)).toStrictEqual({
    orders: 3,
    customers: 3,
    all: 6,
  })
})

test('when the other has none any more, all places are for the one that is left', async () => {
  const streams = [...times(3, 'customers'), ...times(20, 'orders')]
  expect(await mostInHand(6, streams, isAnotherLeft)).toMatchObject({ orders: 6, all: 6 })
})

test('a slice that fails gives its place back, and so does one whose neighbours cannot be asked for', async () => {
  const places = slicePlaces(1)
  const of = {
    stream: 'orders',
    othersOpen: async () => {
      throw new Error('The database is away.')
    },
  }
  const failing = places.take(of, async () => {
    throw new Error('The vendor is away.')
  })
  const second = places.take(of, async () => 'read')
  await expect(failing).rejects.toThrow('The vendor is away.')
  expect(await second).toBe('read')
})

test('without a limit nobody waits', async () => {
  const found = await mostInHand(Number.POSITIVE_INFINITY, times(40, 'orders'), () => true)
  expect(found).toStrictEqual({ orders: 40, all: 40 })
})
