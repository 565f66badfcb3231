import { utils, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { heldHeap } from './testing/held-heap.ts'
import { memoryFiles } from './testing/memory-files.ts'
import { walkFile } from './walk.ts'

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `O-${index}`,
    customer: `Customer number ${index} of many, who lives in a street of ${index}`,
    total: index / 7,
  }))

const writers: Readonly<Record<string, (count: number) => string | Buffer>> = {
  json: (count) => JSON.stringify(rowsOf(count)),
  xml: (count) =>
    `<orders>${rowsOf(count)
      .map(({ id, customer }) => `<order id="${id}"><customer>${customer}</customer></order>`)
      .join('')}</orders>`,
  xlsx: (count) =>
    write(utils.book_new(utils.json_to_sheet(rowsOf(count)), 'one'), {
      type: 'buffer',
      bookType: 'xlsx',
      bookSST: true,
      compression: true,
    }) as Buffer,
}

const small = 2_000
/** Far less than the rows that the larger file has more. */
const noiseBytes = 1_000_000
const silent = () => {}

test.each(Object.entries(writers))(
  'a file of ten times as many rows takes as much of the heap: %s',
  async (format, writer) => {
    const held: number[] = []
    // The first walk warms up what stays: compiled code, tables of the libraries.
    for (const count of [small, small, 10 * small]) {
      const path = `/in/orders.${format}`
      const files = memoryFiles({ [path]: writer(count) })
      const walk = walkFile(
        {
          files,
          path,
          source: { path, key: [format === 'xml' ? '@id' : 'id'] },
          needed: [],
          signal: new AbortController().signal,
          log: { debug: silent, info: silent, warn: silent, error: silent },
        },
        undefined,
      )
      held.push(await heldHeap(walk))
    }
    const [, few = 0, many = 0] = held
    expect(many - few).toBeLessThan(noiseBytes)
  },
)
