import { gzipSync } from 'node:zlib'
import type { Json } from '@cartograph/core'
import { expect, test } from 'vitest'
import { file } from './index.ts'
import { fileContext } from './testing/context.ts'
import { memoryFiles } from './testing/memory-files.ts'

const csv = 'OrderNo,Total,Placed\n001,12.50,2026-11-24\n002,3,2026-11-25\n'

const orders = (config: Parameters<typeof fileContext>[0]) => {
  const stream = file.parts({ config, found: null }).streams?.['orders']
  if (typeof stream?.list?.plan !== 'function') throw new Error('expected a plan')
  return { stream, list: stream.list, plan: stream.list.plan }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

test('each file is a slice, by name, that later runs go on with', async () => {
  const config = { directory: '/in', sources: { orders: { pattern: 'o-*.csv*' } } }
  const lines = Array.from({ length: 2_000 }, (_, index) => `${index},abcdefgh\n`).join('')
  const files = memoryFiles({
    '/in/o-2.csv': `a,b\n${lines}`,
    '/in/o-1.csv.gz': gzipSync(`a,b\n${lines}`),
    '/in/x.csv': 'a\n',
  })
  const slices = await all(orders(config).plan(fileContext(config, files)))
  expect(slices).toMatchObject([
    { params: { path: 'o-1.csv.gz' }, scope: 'o-1.csv.gz', tail: true },
    { params: { path: 'o-2.csv' }, scope: 'o-2.csv', tail: true },
  ])
  for (const { estimate = 0 } of slices) {
    expect(estimate).toBeGreaterThan(1_800)
    expect(estimate).toBeLessThan(2_200)
  }
})

test('a file that is not there is a fault, a folder without files is not', async () => {
  const one = { sources: { orders: { path: '/in/orders.csv' } } }
  await expect(all(orders(one).plan(fileContext(one, memoryFiles())))).rejects.toMatchObject({
    kind: 'config',
    scope: 'part',
  })
  const many = { directory: '/in', sources: { orders: { pattern: '*.csv' } } }
  expect(await all(orders(many).plan(fileContext(many, memoryFiles())))).toEqual([])
})

test('rows are read by a slice, keyed by file and line or as declared', async () => {
  const config = { directory: '/in', sources: { orders: { pattern: '*.csv' } } }
  const files = memoryFiles({ '/in/orders.csv': csv })
  const { list, stream } = orders(config)
  const pages = await all(
    list.read(fileContext(config, files), { params: { path: 'orders.csv' } }, undefined),
  )
  const row = {
    OrderNo: '001',
    Total: '12.50',
    Placed: '2026-11-24',
    _file: 'orders.csv',
    _line: 2,
  }
  expect(pages[0]?.items[0]).toEqual({ op: 'upsert', row })
  expect(stream.key(row)).toEqual(['orders.csv', 2])
  const keyed = orders({
    sources: { orders: { path: '/in/orders.csv', key: ['OrderNo', 'Line'] } },
  })
  expect(keyed.stream.key({ OrderNo: '001', Line: 3 })).toEqual(['001', 3])
})

test('positions fit their schema, after a walk through JSON too', async () => {
  const config = { sources: { orders: { path: '/in/orders.csv' } } }
  const { list } = orders(config)
  const files = memoryFiles({ '/in/orders.csv': 'a\n1\n2' })
  const [page] = await all(
    list.read(fileContext(config, files), { params: { path: 'orders.csv' } }, undefined),
  )
  const position = JSON.parse(JSON.stringify(page?.next)) as Json
  expect(list.position['~standard'].validate(position)).toEqual({ value: position })
})

test('positions in documents fit the schema too, and a file of another format is read anew', async () => {
  const config = { sources: { orders: { path: '/in/orders.json' } } }
  const { list } = orders(config)
  const files = memoryFiles({ '/in/orders.json': '[{"a":1}]' })
  const slice = { params: { path: 'orders.json' } }
  const [page] = await all(list.read(fileContext(config, files), slice, undefined))
  const position = JSON.parse(JSON.stringify(page?.next)) as Json
  expect(list.position['~standard'].validate(position)).toEqual({ value: position })
  const other = { sources: { orders: { ...config.sources.orders, format: 'csv' as const } } }
  files.put('/in/orders.json', 'a\n1\n')
  const reading = orders(other).list.read(fileContext(other, files), slice, position)
  await expect(all(reading)).rejects.toMatchObject({ kind: 'conflict', scope: 'slice' })
})

test('nobody knows how many rows a document has before it is read', async () => {
  const config = { sources: { orders: { path: '/in/orders.json' } } }
  const files = memoryFiles({ '/in/orders.json': '[{"a":1}]' })
  expect(await all(orders(config).plan(fileContext(config, files)))).toStrictEqual([
    { params: { path: 'orders.json' }, tail: true },
  ])
})

test('a host that lends no files is told what is missing', async () => {
  const config = { sources: { orders: { path: '/in/orders.csv' } } }
  const { files: _files, ...context } = fileContext(config, memoryFiles())
  await expect(file.check(context)).rejects.toMatchObject({ kind: 'contract' })
})
