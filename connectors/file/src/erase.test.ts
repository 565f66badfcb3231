import { expect, test } from 'vitest'
import { appendRows } from './append.ts'
import { eraseFromFiles } from './erase.ts'
import { csv, json, ndjson, xml, type RowFormat } from './row-format.ts'
import { fileContext } from './testing/context.ts'
import { died, memoryFiles, type MemoryFiles } from './testing/memory-files.ts'
import { write } from './testing/sink-batch.ts'
import { upsertRows } from './upsert.ts'

const ida = { email: 'ida.canary@example.com', phone: '+4520304050' }
const row = (id: string, email: string, name = 'x') => write('people', id, { id, name, email })
const per = row('b', 'per@example.com', 'two\nlines')
const idaRow = row('a', 'Ida.Canary@Example.com', 'Ida "Canary"')
const settings = { directory: '/out' }

const erase = (files: MemoryFiles, config: Parameters<typeof fileContext>[0] = settings) =>
  eraseFromFiles(fileContext(config, files), ida, {})

test.each([csv, ndjson])('a file that only grows loses the rows of a person', async (format) => {
  const files = memoryFiles()
  const only = memoryFiles()
  await appendRows(fileContext(settings, files), format, [idaRow, per])
  await appendRows(fileContext(settings, only), format, [per])
  expect(await erase(files)).toStrictEqual({ status: 'ok' })
  const path = `/out/people.${format.extension}`
  expect(files.text(path)).toBe(only.text(path))
})

test.each<RowFormat>([csv, json, xml])(
  'a kept document is made anew without them',
  async (format) => {
    const files = memoryFiles()
    const only = memoryFiles()
    await upsertRows(fileContext(settings, files), format, [idaRow, per])
    await upsertRows(fileContext(settings, only), format, [per])
    await erase(files)
    const path = `/out/people.${format.extension}`
    expect(files.text(path)).toBe(only.text(path))
  },
)

test('what is added afterwards stands behind what was left', async () => {
  const files = memoryFiles()
  const context = fileContext(settings, files)
  await appendRows(context, csv, [idaRow, per])
  await eraseFromFiles(context, ida, {})
  await appendRows(context, csv, [row('c', 'c@example.com')])
  expect(files.text('/out/people.csv')).toBe(
    'id,name,email\nb,"two\nlines",per@example.com\nc,x,c@example.com\n',
  )
})

test('a number is found however it is spaced', async () => {
  const files = memoryFiles({
    '/out/people.csv': 'id,phone\n1,+45 20 30 40 50\n2,+45 20 30 40 51\n',
  })
  await erase(files)
  expect(files.text('/out/people.csv')).toBe('id,phone\n2,+45 20 30 40 51\n')
})

test('a person whom no file names changes nothing', async () => {
  const text = 'id,email\n1,per@example.com\n'
  const files = memoryFiles({ '/out/people.csv': text })
  files.dieAt(Infinity)
  expect(await erase(files)).toStrictEqual({ status: 'ok' })
  expect([files.text('/out/people.csv'), files.names()]).toStrictEqual([text, ['/out/people.csv']])
})

test('a second time gives the same', async () => {
  const files = memoryFiles({ '/out/people.csv': `id,email\n1,${ida.email}\n2,b@example.com\n` })
  await erase(files)
  expect(await erase(files)).toStrictEqual({ status: 'ok' })
  expect(files.text('/out/people.csv')).toBe('id,email\n2,b@example.com\n')
})

test('a file that no sink wrote is left, and named', async () => {
  const text = `{"people": ["${ida.email}"]}`
  const files = memoryFiles({ '/out/people.json': text })
  expect(await erase(files)).toMatchObject({
    status: 'skipped',
    again: 'later',
    reason: expect.stringContaining('people.json names the person'),
  })
  expect(files.text('/out/people.json')).toBe(text)
})

test('a file that is read is left, and the source that had the person is named', async () => {
  const text = `id,email\n1,${ida.email}\n`
  const files = memoryFiles({ '/out/orders.csv': text })
  const config = { ...settings, sources: { orders: { path: '/out/orders.csv' } } }
  const keys = { orders: [['orders.csv', 2]] as const }
  expect(await eraseFromFiles(fileContext(config, files), ida, keys)).toMatchObject({
    status: 'skipped',
    reason: expect.stringContaining('The source orders had the person'),
  })
  expect(files.text('/out/orders.csv')).toBe(text)
})

test('a file that is written to meanwhile is left as it is, and tried again', async () => {
  const files = memoryFiles({ '/out/people.csv': `id,email\n1,${ida.email}\n` })
  let lists = 0
  const list: MemoryFiles['list'] = (pattern) => {
    lists += 1
    if (lists === 3) files.put('/out/people.csv', `id,email\n1,${ida.email}\n2,new@example.com\n`)
    return files.list(pattern)
  }
  const context = fileContext(settings, { ...files, list })
  await expect(eraseFromFiles(context, ida, {})).rejects.toMatchObject({ kind: 'conflict' })
  expect(files.text('/out/people.csv')).toContain('new@example.com')
  expect(files.names()).toStrictEqual(['/out/people.csv'])
})

test('an interruption leaves the file as it was', async () => {
  const text = `id,email\n1,${ida.email}\n2,b@example.com\n`
  const files = memoryFiles({ '/out/people.csv': text })
  files.dieAt(8)
  await expect(erase(files)).rejects.toThrow(died)
  files.restart()
  expect(files.text('/out/people.csv')).toBe(text)
})
