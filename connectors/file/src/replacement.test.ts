import type { Json, SinkItem } from '@cartograph/core'
import { expect, test } from 'vitest'
import { abortReplacement, beginReplacement, commitReplacement, stageRows } from './replacement.ts'
import { csv, json, ndjson, xml, type RowFormat } from './row-format.ts'
import { fileContext } from './testing/context.ts'
import { memoryFiles, type MemoryFiles } from './testing/memory-files.ts'
import { remove, write } from './testing/sink-batch.ts'
import type { FileItem } from './targets.ts'
import { upsertRows } from './upsert.ts'

const orders = '/out/orders.csv'
const customers = '/out/customers.csv'
const contextOf = (files: MemoryFiles) => fileContext({ directory: '/out' }, files)
const order = (id: string, total = '1') => write('orders', id, { id, total })

async function staged(
  files: MemoryFiles,
  batches: readonly (readonly SinkItem<FileItem>[])[],
  format: RowFormat = csv,
): Promise<Json> {
  const session = await beginReplacement(contextOf(files))
  for (const batch of batches) await stageRows(contextOf(files), format, batch, session)
  return session
}

test('nothing is visible before the commit, and then only what was written in the session', async () => {
  const files = memoryFiles({ [orders]: 'id,total\nold,1\n' })
  const session = await staged(files, [[order('c'), order('a')], [order('b')]])
  expect(files.text(orders)).toBe('id,total\nold,1\n')
  await commitReplacement(contextOf(files), csv, session)
  expect(files.text(orders)).toBe('id,total\na,1\nb,1\nc,1\n')
  expect(files.names()).toEqual([orders])
})

test('it gives the bytes that merging the same batches gives', async () => {
  const batches = [
    [order('c'), order('a', 'x\ny'), order('10'), write('orders', 'z', { id: 'z', note: 'n' })],
    [order('a', '2'), remove('orders', 'c'), order('é')],
    [order('10', '10')],
  ]
  for (const format of [csv, ndjson]) {
    const target = `/out/orders.${format.extension}`
    const merged = memoryFiles()
    for (const batch of batches) await upsertRows(contextOf(merged), format, batch)
    const files = memoryFiles()
    const session = await staged(files, [...batches, ...batches.slice(-1)], format)
    await commitReplacement(contextOf(files), format, session)
    expect(files.text(target)).toBe(merged.text(target))
  }
})

test('a commit that dies at any step, any number of times, can be repeated', async () => {
  const old = { [orders]: 'id,total\nold,1\n' }
  const batches = [
    [order('a'), write('customers', 'c', { id: 'c' })],
    [order('b'), write('customers', 'd', { id: 'd' })],
  ]
  let deaths = 0
  for (let step = 1; ; step += 1) {
    const files = memoryFiles(old)
    const session = await staged(files, batches)
    for (const second of [0, 3, 6]) {
      files.dieAt(step + second)
      const isDead = await commitReplacement(contextOf(files), csv, session).then(
        () => false,
        () => true,
      )
      files.restart()
      if (isDead) deaths += 1
      expect(['id,total\nold,1\n', 'id,total\na,1\nb,1\n']).toContain(files.text(orders))
    }
    await commitReplacement(contextOf(files), csv, session)
    expect(files.text(orders)).toBe('id,total\na,1\nb,1\n')
    expect(files.text(customers)).toBe('id\nc\nd\n')
    expect(files.names()).toEqual([customers, orders])
    if (step > 60) break
  }
  expect(deaths).toBeGreaterThan(30)
})

test('a batch whose writing dies and is repeated counts once', async () => {
  for (let step = 1; step < 8; step += 1) {
    const files = memoryFiles()
    const session = await staged(files, [[order('a')]])
    files.dieAt(step)
    await stageRows(contextOf(files), csv, [order('b')], session).catch(() => {})
    files.restart()
    await stageRows(contextOf(files), csv, [order('b')], session)
    await commitReplacement(contextOf(files), csv, session)
    expect(files.text(orders)).toBe('id,total\na,1\nb,1\n')
    expect(files.names()).toEqual([orders])
  }
})

test('giving up leaves nothing behind, also of what was half written', async () => {
  const files = memoryFiles({ [orders]: 'id,total\nold,1\n' })
  const session = await staged(files, [[order('a')], [order('b')]])
  files.dieAt(5)
  await stageRows(contextOf(files), csv, [order('c')], session).catch(() => {})
  files.restart()
  await abortReplacement(contextOf(files), session)
  expect(files.names()).toEqual([orders])
  expect(files.text(orders)).toBe('id,total\nold,1\n')
})

test.each([json, xml])(
  '$extension: a replacement gives the bytes that merging gives',
  async (format) => {
    const batches = [[order('c'), order('a', 'x\ny')], [order('b')]]
    const files = memoryFiles()
    await commitReplacement(contextOf(files), format, await staged(files, batches, format))
    const merged = memoryFiles()
    for (const batch of batches) await upsertRows(contextOf(merged), format, batch)
    expect(files.text(`/out/orders.${format.extension}`)).toBe(
      merged.text(`/out/orders.${format.extension}`),
    )
  },
)

test('two sessions do not touch each other', async () => {
  const files = memoryFiles()
  const one = await staged(files, [[order('a')]])
  const two = await staged(files, [[order('b')]])
  await abortReplacement(contextOf(files), one)
  await commitReplacement(contextOf(files), csv, two)
  expect(files.text(orders)).toBe('id,total\nb,1\n')
})

test('many batches are merged on the way, so that few files are open at the end', async () => {
  const files = memoryFiles()
  const batches = Array.from({ length: 80 }, (_, index) => [
    order(String(index % 50).padStart(2, '0'), String(index)),
  ])
  const session = await staged(files, batches)
  expect(files.names().length).toBeLessThan(40)
  await commitReplacement(contextOf(files), csv, session)
  const lines = files.text(orders).trim().split('\n').slice(1)
  expect(lines).toEqual(
    Array.from(
      { length: 50 },
      (_, key) => `${String(key).padStart(2, '0')},${key < 30 ? key + 50 : key}`,
    ),
  )
})

test('an item that cannot be written fails alone', async () => {
  const files = memoryFiles()
  const session = await beginReplacement(contextOf(files))
  const items = [order('a'), write('orders', 'b', { id: 'x' })]
  expect(await stageRows(contextOf(files), csv, items, session)).toMatchObject([
    { status: 'ok' },
    { status: 'failed' },
  ])
})
