import { upserts, type Stream } from '@cartograph/core'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { readSlice, readStream, sweepStream, watchedContext } from './index.ts'

const rows = ['1', '2', '3'].map((id) => ({ id }))
const context = watchedContext({}, (request) => request)
const tail = { params: 'tail', tail: true }
/** Two rows a page; what it once gave it does not give again. */
const stream: Stream<object, { id: string }, string, number> = {
  schema: z.object({ id: z.string() }),
  key: ({ id }) => id,
  deletes: 'absent',
  list: {
    params: z.string(),
    position: z.number(),
    async *plan() {
      yield tail
    },
    async *read(_context, _slice, from = 0) {
      for (let at = from; at < rows.length; at += 2)
        yield { items: upserts(rows.slice(at, at + 2)), next: at + 2, end: at + 2 >= rows.length }
    },
    async *keys() {
      yield { items: rows.map(({ id }) => [id] as const), next: 0, end: true }
    },
  },
}
const any = stream as unknown as Stream<object>

test('a stream is read to its end, and from there the next time', async () => {
  const first = await readStream(context, any)
  expect([[...first.rows.keys()], first.positions, first.ended]).toStrictEqual([
    ['1', '2', '3'],
    new Map([['"tail"', 4]]),
    true,
  ])
  const second = await readStream(context, any, first)
  expect([second.rows, second.ended]).toStrictEqual([first.rows, false])
})

test('a slice is read from its beginning, and a sweep gives the keys', async () => {
  expect(await readSlice(context, any, tail)).toStrictEqual(rows)
  expect(await sweepStream(context, any)).toStrictEqual(new Set(['1', '2', '3']))
})
