import { readFileSync } from 'node:fs'
import { compileMapping, makeRow, type Mapping } from '@cartograph/core'
import { conformance } from '@cartograph/testkit'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { postOffice } from './sink.ts'
import { bakery } from './source.ts'
import { startBakery, startPostOffice } from './vendors.ts'

const page = readFileSync(new URL('../../../docs/connectors/tutorial.md', import.meta.url), 'utf8')

/** The code that the page gives for a file, its blocks one after the other. */
function codeFor(file: string): string {
  const blocks = [...page.matchAll(/^```ts (\S+)\n(.*?)^```$/gms)]
  return blocks.flatMap(([, name, code = '']) => (name === file ? [code] : [])).join('\n')
}

test.each(['source.ts', 'sink.ts'])('the page builds %s, line by line', (file) => {
  expect(codeFor(file)).toBe(readFileSync(new URL(file, import.meta.url), 'utf8'))
})

test('the source of the tutorial has less than 60 lines', () => {
  expect(codeFor('source.ts').trimEnd().split('\n').length).toBeLessThan(60)
})

test('the mapping of the page makes a row of the commerce model', async () => {
  const text = /^```yaml\n(.*?)^```$/ms.exec(page)?.[1] ?? ''
  const { connections } = parse(text) as {
    readonly connections: { readonly bakery: { readonly mappings: readonly [Mapping] } }
  }
  const { map } = await compileMapping(connections.bakery.mappings[0])
  const { items, problems } = map([{ id: 7, revision: 1, total: '7.50' }])
  expect(problems).toStrictEqual([])
  expect(makeRow('order', 'bakery', items[0] ?? {})).toMatchObject({
    row: { id: 'bakery:7', total: 750, currency: 'EUR' },
  })
})

conformance(bakery, { simulator: { start: startBakery } })
conformance(postOffice, { simulator: { start: startPostOffice } })
