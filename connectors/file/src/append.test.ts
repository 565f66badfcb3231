import type { SinkItem } from '@cartograph/core'
import { expect, test } from 'vitest'
import { appendRows, resolveRows } from './append.ts'
import { csv, ndjson, type RowFormat } from './row-format.ts'
import { fileContext } from './testing/context.ts'
import { memoryFiles, type MemoryFiles } from './testing/memory-files.ts'
import { remove, write } from './testing/sink-batch.ts'
import type { FileItem } from './targets.ts'

const path = '/out/events.csv'

/** Each call is a process of its own: what one knew of a file's end is gone. */
const append = (
  files: MemoryFiles,
  items: readonly SinkItem<FileItem>[],
  format: RowFormat = csv,
) => appendRows(fileContext({ directory: '/out' }, files), format, items)

const resolve = (
  files: MemoryFiles,
  items: readonly SinkItem<FileItem>[],
  format: RowFormat = csv,
) => resolveRows(fileContext({ directory: '/out' }, files), format, items)

const event = (id: string, text = 'x') => write('events', id, { id, text })

test('rows are added in the order given, under one header', async () => {
  const files = memoryFiles()
  await append(files, [event('b'), event('a')])
  await append(files, [event('c', 'two\nlines')])
  expect(files.text(path)).toBe('id,text\nb,x\na,x\nc,"two\nlines"\n')
})

test('a process adds to the file that it wrote without reading it again', async () => {
  const files = memoryFiles()
  const context = fileContext({ directory: '/out' }, files)
  await appendRows(context, csv, [event('a')])
  const blind = { ...context, files: { ...files, read: () => Promise.reject(new Error('read')) } }
  await appendRows(blind, csv, [event('b')])
  expect(files.text(path)).toBe('id,text\na,x\nb,x\n')
})

test('a process notices that somebody else added to the file', async () => {
  const files = memoryFiles()
  const context = fileContext({ directory: '/out' }, files)
  await appendRows(context, csv, [event('a')])
  files.put(path, `${files.text(path)}b,x\nto`)
  await appendRows(context, csv, [event('c')])
  expect(files.text(path)).toBe('id,text\na,x\nb,x\nc,x\n')
})

test('a column that the file does not have fails the item, a missing one is empty', async () => {
  const files = memoryFiles()
  await append(files, [event('a')])
  const outcomes = await append(files, [
    write('events', 'b', { id: 'b', other: '1' }),
    write('events', 'c', { id: 'c' }),
  ])
  expect(outcomes).toMatchObject([
    { status: 'failed', fault: { kind: 'record' } },
    { status: 'ok' },
  ])
  expect(files.text(path)).toBe('id,text\na,x\nc,\n')
})

test('rows stay: a delete is skipped', async () => {
  expect(await append(memoryFiles(), [remove('events', 'a')])).toMatchObject([
    { status: 'skipped' },
  ])
})

test.each([csv, ndjson])(
  '$extension: wherever a crash cut the file, it is settled which rows landed, and adding again gives the whole file',
  async (format) => {
    const target = `/out/events.${format.extension}`
    const first = [event('a', 'é\n"q"'), event('b', ',')]
    const second = [event('c', 'a\n\nb'), event('d', '"\n'), event('e')]
    const whole = memoryFiles()
    await append(whole, first, format)
    const before = whole.bytes(target)
    await append(whole, second, format)
    const after = whole.bytes(target)
    for (let length = before.length; length <= after.length; length += 1) {
      const files = memoryFiles({ [target]: after.subarray(0, length) })
      const outcomes = await resolve(files, second, format)
      const lost = second.filter((_item, index) => outcomes[index]?.status === 'untouched')
      expect(after.toString().startsWith(files.text(target))).toBe(true)
      expect(outcomes.map(({ status }) => status)).toEqual(
        second.map((_item, index) => (index < second.length - lost.length ? 'ok' : 'untouched')),
      )
      await append(files, lost, format)
      expect(files.text(target)).toBe(after.toString())
    }
  },
)

test('a torn row is cut off by the next write too, without anybody asking before', async () => {
  const files = memoryFiles({ [path]: 'id,text\na,x\nb,"tor\n' })
  await append(files, [event('c')])
  expect(files.text(path)).toBe('id,text\na,x\nc,x\n')
})

test('a header that was torn is written again', async () => {
  const files = memoryFiles({ [path]: 'id,te' })
  expect(await resolve(files, [event('a')])).toEqual([{ status: 'untouched' }])
  await append(files, [event('a')])
  expect(files.text(path)).toBe('id,text\na,x\n')
})

test('a write that dies half way is unknown, and then settled', async () => {
  const files = memoryFiles()
  await append(files, [event('a')])
  const batch = [event('b'), event('c'), event('d')]
  for (let step = 1; step < 6; step += 1) {
    files.dieAt(step)
    const isDead = await append(files, batch).then(
      () => false,
      () => true,
    )
    files.restart()
    const outcomes = await resolve(files, batch)
    expect(isDead || outcomes.every(({ status }) => status === 'ok')).toBe(true)
    await append(
      files,
      batch.filter((_item, index) => outcomes[index]?.status === 'untouched'),
    )
    expect(files.text(path)).toBe('id,text\na,x\nb,x\nc,x\nd,x\n')
    files.put(path, 'id,text\na,x\n')
  }
})

test('what was never written is untouched', async () => {
  expect(await resolve(memoryFiles(), [event('a')])).toEqual([{ status: 'untouched' }])
})
