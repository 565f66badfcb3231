import {
  checkMapping,
  compileMapping,
  mappingFunctions,
  type Expression,
  type JsonObject,
  type Mapping,
} from '@cartograph/core'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { codeBlocks } from './code-blocks.ts'
import { pages, readPage } from './pages.ts'
import { order } from './prelude.ts'

const jsonSchema = (schema: z.ZodType) =>
  schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })

const line = z.strictObject({
  order: z.int(),
  line: z.int(),
  at: z.string(),
  sku: z.string(),
  quantity: z.number(),
  price: z.string(),
})
/** Rows of the streams that the mappings of the pages read. */
const sources = new Map([
  ['orders', jsonSchema(order)],
  ['lines', jsonSchema(line)],
])

const blocks = (page: string) =>
  codeBlocks(readPage(page))
    .filter(({ language }) => language === 'yaml')
    .map(({ file, text }) => ({ file, value: parse(text) as unknown }))

const mappings = pages.flatMap((page) =>
  blocks(page).flatMap(({ value }) =>
    typeof value === 'object' && value !== null && 'fields' in value && 'from' in value
      ? [{ page, mapping: value as Mapping }]
      : [],
  ),
)

test.each(mappings)('the mapping $mapping.id of $page is right', async ({ mapping }) => {
  const { from } = mapping
  const source = 'stream' in from ? sources.get(from.stream) : undefined
  const problems = checkMapping(mapping, source === undefined ? {} : { source })
  expect(problems).toStrictEqual([])
  await expect(compileMapping(mapping)).resolves.toMatchObject({ mapping })
})

/** The rows of the tables of functions. */
const documented = [
  ...readPage('mappings.md').matchAll(/^\| `(\$\w+)` +\| (.*?) +\| `(.*?)` +\| (.*?) +\|$/gm),
].map(([, name = '', says = '', example = '', gives = '']) => ({ name, says, example, gives }))

test('every function of the language is documented once, in the words of the core', () => {
  const own = documented.filter(({ name }) => name !== '$cel')
  const words = own.map(({ name, says }) => `${name}: ${says}`)
  const real = [...mappingFunctions].map(([name, { says }]) => `${name}: ${says}`)
  expect(words.toSorted()).toStrictEqual(real.toSorted())
  expect(documented.length - own.length).toBe(1)
})

const exampleRow = blocks('mappings.md').find(({ file }) => file === 'row.yaml')
  ?.value as JsonObject

test.each(documented)('the example of $name gives what the page says', async (entry) => {
  const expression = parse(entry.example) as Expression
  const side = { connector: 'bakery', sink: 'any', stream: 'any' }
  const { map } = await compileMapping(
    { id: 'example', from: side, to: side, fields: { it: expression } },
    { rates: () => '11.2', lookups: { recommendations: () => ['jug'] } },
  )
  const { items, problems } = map([exampleRow])
  const expected: unknown = parse(entry.gives.replaceAll('`', ''))
  expect(problems).toStrictEqual([])
  expect(items[0]?.['it']).toStrictEqual(expected)
  expect(Object.keys(expression as object)).toContain(entry.name)
})
