import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { brokerFiles } from './files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const bytes = (text: string) => new TextEncoder().encode(text)

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text()
}

test('a file appears when its stream ends, and not before', async () => {
  const files = brokerFiles([folder])
  const stream = await files.write(at('sub/orders.csv'))
  const writer = stream.getWriter()
  await writer.write(bytes('id\n'))
  expect(readdirSync(at('sub'))).not.toContain('orders.csv')
  await writer.write(bytes('1\n'))
  await writer.close()
  expect(readdirSync(at('sub'))).toStrictEqual(['orders.csv'])
  expect(readFileSync(at('sub/orders.csv'), 'utf8')).toBe('id\n1\n')
})

test('a name that begins with two dots is a name, such as that of a hidden file while it is written', async () => {
  const files = brokerFiles([folder])
  writeFileSync(at('..orders.csv.done.writing'), '')
  await files.remove(at('..orders.csv.done.writing'))
  expect(readdirSync(folder)).toStrictEqual([])
  await expect(files.remove(at('../orders.csv'))).rejects.toThrow('may not use')
})

test('a stream that is given up leaves what was there', async () => {
  const files = brokerFiles([folder])
  writeFileSync(at('a.csv'), 'old')
  const stream = await files.write(at('a.csv'))
  const writer = stream.getWriter()
  await writer.write(bytes('new'))
  await writer.abort(new Error('no'))
  expect(readdirSync(folder)).toStrictEqual(['a.csv'])
  expect(readFileSync(at('a.csv'), 'utf8')).toBe('old')
})

test('appending cuts first, so that a repeat changes nothing', async () => {
  const files = brokerFiles([folder])
  expect(await files.append(at('log.csv'), 0, bytes('one\n'))).toBe(4)
  expect(await files.append(at('log.csv'), 4, bytes('two\n'))).toBe(8)
  expect(await files.append(at('log.csv'), 4, bytes('two\n'))).toBe(8)
  expect(readFileSync(at('log.csv'), 'utf8')).toBe('one\ntwo\n')
})

test('reading begins at a byte', async () => {
  const files = brokerFiles([folder])
  writeFileSync(at('a.csv'), '0123456789')
  expect(await textOf(await files.read(at('a.csv'), { fromByte: 4 }))).toBe('456789')
})

test('listing takes a pattern and tells size and time', async () => {
  const files = brokerFiles([folder])
  mkdirSync(at('in'))
  for (const name of ['b.csv', 'a.csv', 'c.txt']) writeFileSync(at(`in/${name}`), name)
  const found: string[] = []
  for await (const file of files.list(at('in/*.csv'))) {
    found.push(file.path)
    expect(file).toMatchObject({ size: 5, modifiedAt: expect.any(Number) as number })
  }
  expect(found).toStrictEqual([at('in/a.csv'), at('in/b.csv')])
})

test('a file whose name looks like a pattern is found by its name', async () => {
  writeFileSync(at('orders [2026].csv'), 'id')
  const files = brokerFiles([folder])
  const found: string[] = []
  for await (const file of files.list(at('orders [2026].csv'))) found.push(file.path)
  expect(found).toStrictEqual([at('orders [2026].csv')])
})

test('nothing but what the settings name can be reached', async () => {
  const files = brokerFiles([at('in')])
  for (const path of [at('secret'), at('in/../secret'), '/etc/passwd', 'in/a.csv', at('inside')])
    await expect(files.read(path)).rejects.toMatchObject({ kind: 'config' })
  await expect(files.write(at('other'))).rejects.toMatchObject({ kind: 'config' })
  await expect(files.list('/etc/host*')[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    kind: 'config',
  })
})

test('a link below a folder that is named does not lead out of it', async () => {
  mkdirSync(at('in'))
  writeFileSync(at('secret'), 'secret')
  symlinkSync(at('secret'), at('in/link'))
  await expect(brokerFiles([at('in')]).read(at('in/link'))).rejects.toMatchObject({
    kind: 'config',
  })
})

test('a file that is not there is said to be missing, a folder to be no file', async () => {
  const files = brokerFiles([folder])
  await expect(files.read(at('none'))).rejects.toMatchObject({ kind: 'notFound' })
  mkdirSync(at('in'))
  await expect(textOf(await files.read(at('in')))).rejects.toThrow('EISDIR')
  await files.remove(at('none'))
})
