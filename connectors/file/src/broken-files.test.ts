import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { memoryFiles } from './testing/memory-files.ts'
import { readSource, type ReadOptions } from './testing/read-source.ts'

const path = '/in/orders.csv'
const read = (content: string | Uint8Array, options?: ReadOptions) =>
  readSource(memoryFiles({ [path]: content }), path, options)

test('a row with too many or too few cells is a dead letter, and the rest goes on', async () => {
  const { rejects, rows, end } = await read('a,b\n1\n1,2,3\n1,2\n')
  expect(rejects.map(({ at, key }) => ({ at, key }))).toEqual([
    { at: 'orders.csv:2', key: [2] },
    { at: 'orders.csv:3', key: [3] },
  ])
  expect(rejects[0]?.fault).toMatchObject({ $fault: 'v1', kind: 'record' })
  expect(rejects[0]?.fault.message).toBe('orders.csv, line 2: the row has 1 cell, the header 2.')
  expect(rows).toHaveLength(1)
  expect(end).toBe(true)
})

test('a cell that does not fit its type names file, line, column and the form that was expected', async () => {
  const columns = { price: { type: 'decimal' }, note: { type: 'text' } } as const
  const { rejects } = await read('id,price,note\n1,twelve,x\n', {
    source: { key: ['id'], columns },
  })
  expect(rejects).toMatchObject([{ key: ['1'], fault: { path: ['price'] } }])
  expect(rejects[0]?.fault.message).toBe(
    'orders.csv, line 2: column "price": expected a decimal number such as 1250.50.',
  )
})

test('a value of the file is never repeated in a fault', async () => {
  const columns = { phone: { type: 'integer' } } as const
  const { rejects } = await read('id,phone\n1,anna@shop.example\n', { source: { columns } })
  expect(JSON.stringify(rejects)).not.toContain('anna')
})

test('a rejected row whose key cannot be relied on has none, so nothing is deleted for its absence', async () => {
  const columns = { id: { type: 'integer' } } as const
  const { rejects } = await read('id,name\nx,a\n,b\n7\n', { source: { key: ['id'], columns } })
  expect(rejects.map(({ key }) => key)).toEqual([undefined, undefined, undefined])
})

test('a broken record that takes several lines has no key: nobody knows which rows they were', async () => {
  const { rejects, rows } = await read('a,b\n1,"x\n2,"y",z\n3,4\n')
  expect(rejects).toMatchObject([{ at: 'orders.csv:2' }])
  expect(rejects[0]?.key).toBeUndefined()
  expect(rows).toMatchObject([{ a: '3', b: '4', _line: 4 }])
})

test('a text that goes on after its closing quote is a dead letter', async () => {
  const { rejects, rows } = await read('a,b\n"x"y,1\n2,2\n')
  expect(rejects[0]?.fault.message).toContain('line 2: a quoted cell goes on')
  expect(rejects[0]?.key).toEqual([2])
  expect(rows).toHaveLength(1)
})

test('a quote inside a cell without quotes is kept', async () => {
  const { rows, rejects } = await read('a,b\n5" disk,"1"\n')
  expect(rejects).toEqual([])
  expect(rows).toMatchObject([{ a: '5" disk', b: '1' }])
})

test('a quote that is still open at the end is named by its line, and the position stays before it', async () => {
  const { rejects, rows, end, position } = await read('a,b\n1,2\n3,"open\n4,5\n')
  expect(rows).toHaveLength(1)
  expect(rejects).toHaveLength(1)
  expect(rejects[0]?.fault.message).toContain('orders.csv, line 3: a quote opens here')
  expect(rejects[0]?.key).toBeUndefined()
  expect(position).toMatchObject({ byte: 8, line: 3 })
  expect(end).toBe(true)
})

test('a quote that does not close within 8 MB costs its line, and memory stays bounded', async () => {
  const filler = `${'x'.repeat(99)}\n`.repeat(90_000)
  const { rejects, rows, position } = await read(`a\n1\n"open\n${filler}`)
  expect(rejects[0]?.fault.message).toContain(
    'line 3: a quote opens here and does not close within 8 MB',
  )
  expect(rejects).toHaveLength(1)
  expect(rows).toHaveLength(90_001)
  expect(position?.line).toBe(90_004)
})

test('a line of more than 8 MB is left out', async () => {
  const { rejects, rows, position } = await read(`a\n${'x'.repeat(20_000_000)}\n2\n`)
  expect(rejects[0]?.fault.message).toContain('line 2: the line is longer than 8 MB')
  expect(rows).toMatchObject([{ a: '2', _line: 3 }])
  expect(position?.byte).toBe(20_000_005)
})

test('the same header again is skipped and logged', async () => {
  const { rows, rejects, logged } = await read('a,b\n1,2\na,b\n3,4\n')
  expect(rows).toMatchObject([{ _line: 2 }, { _line: 4 }])
  expect(rejects).toEqual([])
  expect(logged).toEqual(['The header stands again in the middle of the file and is skipped.'])
})

test.each([
  ['another order', 'b,a,c'],
  ['another set', 'a,b,d'],
  ['more columns', 'a,b,c,d'],
])('a header with %s in the middle stops the file before it', async (_name, header) => {
  const { rows, rejects, fault, end, position } = await read(`a,b,c\n1,2,3\n${header}\n4,5,6\n`)
  expect(rows).toHaveLength(1)
  expect(rejects).toEqual([])
  expect(fault).toMatchObject({ kind: 'config', scope: 'part' })
  expect(fault?.message).toContain('orders.csv, line 3: the columns change here')
  expect(end).toBe(false)
  expect(position).toMatchObject({ line: 3, byte: 12 })
})

test('a row that holds one word which is also a column is a row', async () => {
  const { rows } = await read('type,size\ntype,10\nsize,20\n')
  expect(rows).toHaveLength(2)
})

test('two columns of one name are a fault of the settings’ owner', async () => {
  const { fault } = await read('a,b,a\n1,2,3\n')
  expect(fault).toMatchObject({ kind: 'config', scope: 'part' })
  expect(fault?.message).toBe('orders.csv, line 1: two columns are called "a".')
})

test('a column that is needed and was renamed is named, with what was probably meant', async () => {
  const { fault } = await read('OrderNumber,total\n1,2\n', { needed: ['OrderNumbr'] })
  expect(fault?.message).toContain(
    'no column "OrderNumbr"; did the file rename it to "OrderNumber"?',
  )
})

test('reserved and impossible names of columns are refused', async () => {
  expect((await read('_line,b\n1,2\n')).fault?.message).toContain('"_line" is kept')
  expect((await read('_line,b\n1,2\n', { source: { key: ['b'] } })).rows).toHaveLength(1)
  expect((await read('__proto__,b\n1,2\n')).fault?.message).toContain('__proto__')
})

test('a header that cannot be read says so', async () => {
  expect((await read('"a"x,b\n1,2\n')).fault?.message).toContain('the header cannot be read')
  expect((await read('"a,b\n1,2\n')).fault?.message).toContain('the header cannot be read')
})

test('bytes that are no text in the encoding are dead letters that name the setting', async () => {
  const { rows, rejects } = await read(Buffer.from('a\nÅsa\nBo\n', 'latin1'))
  expect(rejects[0]?.fault.message).toContain('line 2: the line holds bytes that are no utf-8 text')
  expect(rejects[0]?.fault.hint).toContain('encoding')
  expect(rows).toMatchObject([{ a: 'Bo' }])
})

test('a replacement character that stands in the file itself is no mistake', async () => {
  expect((await read('a\nx\uFFFD\n')).rows).toMatchObject([{ a: 'x\uFFFD' }])
})

test('a gzip file that is cut off gives its whole rows and then a fault, and proves nothing', async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => `${index},${(index * 7919) % 10_007}\n`,
  )
  const whole = gzipSync(`a,b\n${lines.join('')}`)
  for (const share of [0.2, 0.5, 0.9, 1 - 4 / whole.length]) {
    const cut = whole.subarray(0, Math.floor(whole.length * share))
    const { rows, rejects, end, fault } = await read(cut)
    expect(fault).toMatchObject({ kind: 'config', scope: 'part' })
    expect(fault?.message).toContain('orders.csv is cut off')
    expect(end).toBe(false)
    expect(rejects).toEqual([])
    expect(rows.length).toBeGreaterThan(20_000 * share * 0.8)
    expect(rows.map(({ a, b }) => [a, b])).toEqual(
      lines.slice(0, rows.length).map((line) => line.trim().split(',')),
    )
  }
})

test('a whole copy of a file that was cut off is read on from where it broke', async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => `${index},${(index * 7919) % 10_007}\n`,
  )
  const whole = gzipSync(`a,b\n${lines.join('')}`)
  const files = memoryFiles({ [path]: whole.subarray(0, whole.length / 2) })
  const first = await readSource(files, path)
  files.put(path, whole)
  const second = await readSource(files, path, { ...(first.position && { from: first.position }) })
  expect(second.end).toBe(true)
  expect(first.rows.length + second.rows.length).toBe(20_000)
})

test('a damaged gzip file is told from one that is cut off', async () => {
  const bytes = gzipSync(`a\n${'1\n'.repeat(50_000)}`)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff
  const { fault, end } = await read(bytes)
  expect(fault?.message).toContain('is damaged')
  expect(end).toBe(false)
})

test('a gzip file without any content is cut off, not empty', async () => {
  const { fault, end } = await readSource(memoryFiles({ '/in/a.csv.gz': '' }), '/in/a.csv.gz')
  expect(fault?.message).toContain('cut off')
  expect(end).toBe(false)
})

test('a file that is gone says what to do', async () => {
  const { fault } = await readSource(memoryFiles(), path)
  expect(fault).toMatchObject({
    kind: 'config',
    scope: 'part',
    message: `There is no file ${path}.`,
  })
})

test('a key that several rows have is told once', async () => {
  const content = `id,line\n${'1,a\n1,b\n'.repeat(1_000)}`
  expect((await read(content, { source: { key: ['id'] } })).logged).toHaveLength(1)
  expect((await read('id,line\n1,a\n1,b\n', { source: { key: ['id', 'line'] } })).logged).toEqual(
    [],
  )
})
