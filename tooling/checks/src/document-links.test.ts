import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { brokenLinks, unreachable } from './document-links.ts'
import { readDocuments } from './documents.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const documents = readDocuments()

test('every link of the documents leads somewhere', () => {
  expect(brokenLinks(documents, (path) => existsSync(join(root, path)))).toStrictEqual([])
})

test('every page of the documents is reached from the first one', () => {
  const lost = unreachable(documents, 'README.md').filter((file) => file.startsWith('docs/'))
  expect(lost).toStrictEqual([])
})

const pages = (texts: Readonly<Record<string, string>>) => new Map(Object.entries(texts))

test('a link is read from its own folder', () => {
  const texts = { 'docs/a.md': '[up](../b.md) [side](c.md)', 'b.md': '', 'docs/c.md': '' }
  expect(brokenLinks(pages(texts), () => false)).toStrictEqual([])
})

test('a file that is not there is named with the line', () => {
  expect(brokenLinks(pages({ 'docs/a.md': '\n[x](code.ts)' }), () => false)).toStrictEqual([
    { file: 'docs/a.md', line: 2, message: 'links to docs/code.ts, which is not there' },
  ])
})

test('a heading that a page does not have is named', () => {
  const texts = { 'a.md': '[x](b.md#what-is-it) [y](b.md#gone)', 'b.md': '## What is it?' }
  expect(brokenLinks(pages(texts), () => true)).toStrictEqual([
    { file: 'a.md', line: 1, message: 'links to #gone of b.md, which has no such heading' },
  ])
})

test('addresses of other sites and code are no links of ours', () => {
  const text = '[x](https://shop.example) [y](mailto:a@b.example)\n```md\n[z](none.md)\n```\n'
  expect(brokenLinks(pages({ 'a.md': text }), () => false)).toStrictEqual([])
})

test('a page is reached over others, and by a link to its folder', () => {
  const texts = {
    'README.md': '[docs](docs/b.md)',
    'docs/b.md': '[all](reference)',
    'docs/reference/c.md': '',
    'docs/lost.md': '[back](../README.md)',
  }
  expect(unreachable(pages(texts), 'README.md')).toStrictEqual(['docs/lost.md'])
})
