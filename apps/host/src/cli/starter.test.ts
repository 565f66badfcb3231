import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { readColumns } from './file-columns.ts'
import { idOf } from './init.ts'
import { runCommand } from './run.ts'
import { columnFor, starterConfiguration, starterMapping } from './starter.ts'
import { starterEntities } from './starter-entities.ts'
import { recordingTerminal } from './testing/terminal.ts'

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'init-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('the columns of a file are found in its head, and a file that cannot be read has none', async () => {
  const folder = emptyFolder()
  const file = join(folder, 'orders.csv.gz')
  const noise = Array.from({ length: 200_000 }, (_, index) => Math.sin(index)).join('\n')
  writeFileSync(file, gzipSync(`OrderNo,Total\n${noise}`))
  writeFileSync(join(folder, 'orders.json'), '[{"id":1},{"id":2,"total":3}]')
  writeFileSync(join(folder, 'orders.xlsx'), 'no workbook')
  const { signal } = new AbortController()
  const columns = (name: string) => readColumns(join(folder, name), folder, signal)
  expect(await columns('orders.csv.gz')).toStrictEqual(['OrderNo', 'Total'])
  expect(await columns('orders.json')).toStrictEqual(['id', 'total'])
  expect(await columns('orders.xlsx')).toStrictEqual([])
  expect(await columns('none.csv')).toBeUndefined()
})

test('the column of a field is the likeliest of those that are there', () => {
  const id = starterEntities[0]?.fields[0]
  expect(columnFor(id, ['Id', 'Order No', 'Total'])).toBe('Order No')
  expect(columnFor(id, ['Colour'])).toBeUndefined()
})

test.each(starterEntities.map((entity) => [entity.name, entity] as const))(
  'the files written for %s are YAML, with awkward columns too',
  (name, entity) => {
    for (const columns of [[], ['Order No', 'E-mail', 'total'], ["it's", 'a.b["id"]', 'id']]) {
      const starter = { organisation: '12', file: './my orders.csv', entity, columns }
      expect(parse(starterMapping(starter))).toMatchObject({
        id: `files-${name}`,
        to: { entity: name },
      })
      expect(parse(starterConfiguration(starter))).toMatchObject({
        version: 1,
        organisation: '12',
        connections: {
          files: { config: { sources: { [entity.plural]: { path: './my orders.csv' } } } },
        },
        deliveries: { [`${entity.plural}-csv`]: { from: name } },
      })
    }
  },
)

test('init writes a configuration and a mapping for the columns of the file, and never overwrites', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'sales.csv'), 'InvoiceNo,InvoiceDate,Grand Total,Email\n')
  const words = ['init', '--organisation', 'nordlys', '--file', './sales.csv']
  const first = recordingTerminal({ folder })
  expect(await runCommand(words, first)).toBe(0)
  expect(first.output).toBe(
    'Written: cartograph.yaml, mappings/order.yaml, cartograph.schema.json\n',
  )
  const mapping = readFileSync(join(folder, 'mappings/order.yaml'), 'utf8')
  expect(parse(mapping)).toMatchObject({
    fields: {
      id: { $string: '$.InvoiceNo' },
      placedAt: { $instant: '$.InvoiceDate' },
      total: { $money: '$.Grand Total', currency: 'EUR' },
      email: { $email: '$.Email' },
    },
  })
  const second = recordingTerminal({ folder })
  expect(await runCommand(['init', '--file', './other.csv', '--entity', 'product'], second)).toBe(2)
  expect(second.messages).toContain('cartograph.yaml is there already; nothing was written.')
  expect(readFileSync(join(folder, 'mappings/order.yaml'), 'utf8')).toBe(mapping)
})

test('init does not overwrite a mapping either, and then writes no configuration', async () => {
  const folder = emptyFolder()
  mkdirSync(join(folder, 'mappings'))
  writeFileSync(join(folder, 'mappings/order.yaml'), 'mine')
  const terminal = recordingTerminal({ folder })
  expect(await runCommand(['init'], terminal)).toBe(2)
  expect(readFileSync(join(folder, 'mappings/order.yaml'), 'utf8')).toBe('mine')
  const check = recordingTerminal({ folder })
  expect(await runCommand(['check'], check)).toBe(2)
  expect(check.messages).toContain('the file does not exist')
})

test.each([
  ['init', '--entity', 'ordr'],
  ['init', '--organisation', 'a b'],
])('a wrong flag writes nothing: %s %s %s', async (...words) => {
  const folder = emptyFolder()
  expect(await runCommand(words, recordingTerminal({ folder }))).toBe(2)
  const check = recordingTerminal({ folder })
  await runCommand(['check'], check)
  expect(check.messages).toContain('the file does not exist')
})

test.each([
  ['Nordlys Handel', 'nordlys-handel'],
  ['Åre & Co.', 'are-co'],
  ['---', 'my-shop'],
])('the id of %j is %s', (name, id) => {
  expect(idOf(name)).toBe(id)
})
