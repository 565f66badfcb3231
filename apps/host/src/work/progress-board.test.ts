import { expect, test } from 'vitest'
import { progressBoard } from './progress-board.ts'

const progress = (read: number) => ({
  connection: 'shop',
  stream: 'orders',
  read,
  slicesDone: 0,
  slices: 1,
})
const reads = (board: ReturnType<typeof progressBoard>, id?: string) =>
  board
    .after('run', id)
    .map(({ event, data }) => (event === 'report' ? data : JSON.parse(data).read))

test('events come in their order, and after the one that was seen', () => {
  const board = progressBoard()
  for (const read of [1, 2, 3]) board.note('run', progress(read))
  board.end('run', '"done"')
  expect(reads(board)).toStrictEqual([1, 2, 3, '"done"'])
  expect(reads(board, board.after('run', undefined)[1]?.id)).toStrictEqual([3, '"done"'])
})

test('whoever names an event of an earlier process gets all that is kept', () => {
  const [before, after] = [progressBoard(), progressBoard()]
  for (const board of [before, after]) board.note('run', progress(7))
  expect(reads(after, before.after('run', undefined)[0]?.id)).toStrictEqual([7])
})

test('only the newest 500 events of a run are kept', () => {
  const board = progressBoard()
  for (let read = 1; read <= 600; read += 1) board.note('run', progress(read))
  const kept = reads(board)
  expect([kept.length, kept[0], kept.at(-1)]).toStrictEqual([500, 101, 600])
})

test('the runs that were noted first are forgotten, but not while somebody watches', async () => {
  const board = progressBoard()
  const leaving = new AbortController()
  board.note('watched', progress(1))
  const watching = board.changed('watched', leaving.signal)
  for (let run = 0; run < 60; run += 1) board.note(`run ${run}`, progress(1))
  expect(board.after('run 0', undefined)).toStrictEqual([])
  expect(board.after('watched', undefined)).toHaveLength(1)
  leaving.abort()
  await watching
})

test('a watcher hears of the next event', async () => {
  const board = progressBoard()
  const heard = board.changed('run', new AbortController().signal)
  board.note('run', progress(1))
  await expect(heard).resolves.toBeUndefined()
})
