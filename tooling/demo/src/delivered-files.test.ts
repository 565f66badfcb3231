import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { deliveredLines, deliveredRows } from './delivered-files.ts'

async function allOf<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'cartograph-delivered-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

test('rows and lines of a file are read one by one', async () => {
  const path = join(await folder(), 'file')
  await writeFile(path, 'id,total\nshop:1,"1,50"\n')
  expect(await allOf(deliveredRows(path))).toStrictEqual([{ id: 'shop:1', total: '1,50' }])
  expect(await allOf(deliveredLines(path))).toStrictEqual(['id,total', 'shop:1,"1,50"'])
})

test('a file that is not there has none, and one that cannot be read is told', async () => {
  const parent = await folder()
  const path = join(parent, 'refunds.csv')
  expect(await allOf(deliveredRows(path))).toStrictEqual([])
  expect(await allOf(deliveredLines(path))).toStrictEqual([])
  await expect(allOf(deliveredLines(join(path, 'below', '\0')))).rejects.toThrow('null bytes')
})
