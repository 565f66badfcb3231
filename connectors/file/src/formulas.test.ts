import type { SinkItem } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { guarded, unguarded } from './formulas.ts'
import { file } from './index.ts'
import { csv, formatFor } from './row-format.ts'
import type { Settings } from './settings.ts'
import { fileContext } from './testing/context.ts'
import { memoryFiles } from './testing/memory-files.ts'
import { remove, write } from './testing/sink-batch.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['@a', "'@a"],
  ['-a', "'-a"],
  ["'=a", "''=a"],
  ['-12.50', '-12.50'],
  ['+4791234567', '+4791234567'],
  ['a=b', 'a=b'],
  ["'a", "'a"],
  ['', ''],
])('%s is written as %s', (text, expected) => {
  expect(guarded(text)).toBe(expected)
})

test('what was guarded comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '1', '.', 'a') }),
      (text) => {
        expect(unguarded(guarded(text))).toBe(text)
      },
    ),
  )
})

const row = (id: string) => write('orders', id, { id, '=total': '=2*3', due: -5 })

test('formulas are written as they are, unless the settings say otherwise', async () => {
  const files = memoryFiles()
  const written = async (config: Settings, items: readonly SinkItem[]) => {
    const sink = file.parts({ config, found: null }).sinks?.['csv']
    if (sink === undefined || 'serve' in sink) throw new Error('expected a sink that writes')
    await sink.write(fileContext(config, files), items)
  }
  await written({ directory: '/out' }, [row('=a')])
  expect(files.text('/out/orders.csv')).toBe('id,=total,due\n=a,=2*3,-5\n')
  const safe: Settings = { directory: '/safe', formulas: 'escape' }
  await written(safe, [row('=a'), row('-b')])
  await written(safe, [row('-b'), remove('orders', '=a')])
  expect(files.text('/safe/orders.csv')).toBe("id,'=total,due\n'-b,'=2*3,-5\n")
})

test('only tables are written otherwise', () => {
  expect(formatFor(csv, {})).toBe(csv)
  expect(formatFor(csv, { formulas: 'escape' })).not.toBe(csv)
})
