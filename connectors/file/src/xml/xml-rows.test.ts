import * as fc from 'fast-check'
import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import type { DocumentPosition } from '../position.ts'
import { memoryFiles } from '../testing/memory-files.ts'
import { readSource, type ReadOptions } from '../testing/read-source.ts'

const path = '/in/orders.xml'

const read = (content: string | Uint8Array, source: ReadOptions['source'] = {}, chunkBytes = 7) =>
  readSource<DocumentPosition>(memoryFiles({ [path]: content }, { chunkBytes }), path, { source })

const fields = async (content: string | Uint8Array, source: ReadOptions['source'] = {}) =>
  (await read(content, source)).rows.map(({ _file, _line, ...row }) => row)

test('the elements below the root are rows, with attributes and nested elements as fields', async () => {
  const { rows, end } = await read(
    `<?xml version="1.0"?><!-- x --><orders made="now">
       <order id="1" paid="yes"><total currency="EUR">12.50</total><to><city> Oslo </city></to></order>
       <order id="2"><line>a</line><line>b</line><note/></order>
     </orders>`,
  )
  expect(end).toBe(true)
  expect(rows).toStrictEqual([
    {
      '@id': '1',
      '@paid': 'yes',
      total: { '@currency': 'EUR', '#text': '12.50' },
      to: { city: 'Oslo' },
      _file: 'orders.xml',
      _line: 1,
    },
    { '@id': '2', line: ['a', 'b'], note: '', _file: 'orders.xml', _line: 2 },
  ])
})

test('rows may lie deeper, by a path whose steps are names with or without prefix, or *', async () => {
  const text =
    '<a:shop xmlns:a="urn:a"><a:head><order>no</order></a:head><a:orders><order>x</order><other/><order/></a:orders></a:shop>'
  const expected = [{ '#text': 'x' }, {}]
  expect(await fields(text, { rows: '/shop/orders/order' })).toStrictEqual(expected)
  expect(await fields(text, { rows: '/a:shop/a:orders/order' })).toStrictEqual(expected)
  expect(await fields(text, { rows: '/shop/orders/*' })).toHaveLength(3)
  expect(await fields('<order id="1"/>', { rows: '/order' })).toStrictEqual([{ '@id': '1' }])
})

test('names keep their prefix, and what declares namespaces is no field', async () => {
  const text =
    '<rss xmlns:g="urn:g"><item xmlns="urn:x" xmlns:h="urn:h"><title>t</title><g:title>u</g:title></item></rss>'
  expect(await fields(text)).toStrictEqual([{ title: 't', 'g:title': 'u' }])
})

test('an element that is named as a list is one also where it stands alone', async () => {
  const text =
    '<o><r><lines><line>a</line></lines></r><r><lines><line>a</line><line/></lines></r></o>'
  expect(await fields(text, { lists: ['line'] })).toStrictEqual([
    { lines: { line: ['a'] } },
    { lines: { line: ['a', ''] } },
  ])
})

test('texts come from character data, references and CDATA, and nil is null', async () => {
  const text =
    '<o xmlns:xsi="urn:i"><r><a>1 &lt; 2 &amp; &#x41;</a><b>\n<![CDATA[<b> ]]>&gt;\n</b><c xsi:nil="true"/><d xml:space="preserve"> d </d></r></o>'
  expect(await fields(text)).toStrictEqual([{ a: '1 < 2 & A', b: '<b> >', c: null, d: ' d ' }])
})

test('declared columns are read, and a cell that does not fit costs its element only', async () => {
  const text = '<o><r><id>1</id><n>1.250,5</n></r><r><id>2</id><n>x</n></r><r><n>3</n></r></o>'
  const { rows, rejects, end } = await read(text, {
    key: ['id'],
    columns: { n: { type: 'decimal', decimalComma: true, thousands: '.' } },
  })
  expect(rows).toStrictEqual([{ id: '1', n: '1250.5' }])
  expect(end).toBe(true)
  expect(rejects.map(({ fault }) => fault.message)).toStrictEqual([
    'orders.xml, element 2: column "n": expected a decimal number such as 1.250,50.',
    'orders.xml, element 3: a column of the key (id) is empty or holds no text or number.',
  ])
})

test.each([
  ['declared', encode('<?xml version="1.0" encoding="ISO-8859-1"?><o><r>é</r></o>', 'latin1')],
  ['shown by a mark', encode('<o><r>é</r></o>', 'utf-16le', { addBOM: true })],
  ['shown by the first bytes', encode('<?xml version="1.0"?><o><r>é</r></o>', 'utf-16be')],
  ['utf-8 where nothing says otherwise', Buffer.from('\uFEFF<o><r>é</r></o>')],
])('the encoding is %s', async (_name, content) => {
  expect(await fields(content)).toStrictEqual([{ '#text': 'é' }])
})

test('bytes that are no text of the encoding are a fault', async () => {
  const { fault } = await read(Buffer.from('<o><r>é</r></o>', 'latin1'))
  expect(fault?.message).toBe('orders.xml holds bytes that are no utf-8 text.')
})

test('entities that a document declares are not expanded', async () => {
  const bomb =
    '<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
  for (const name of ['b', 'f']) {
    const { fault, rows } = await read(`${bomb}<o><r>1</r><r>&${name};</r></o>`)
    expect(fault?.message).toContain('line 1 is no proper XML')
    expect(rows).toMatchObject([{ '#text': '1' }])
  }
})

test('of a document that is cut off or broken the rows before are kept, and it does not end', async () => {
  const text = '<o><r>1</r><r>2</r></o>'
  for (let length = 11; length < text.length; length += 1) {
    const { rows, fault, end } = await read(text.slice(0, length))
    expect(rows).toHaveLength(length < 19 ? 1 : 2)
    expect(fault?.message).toBe(
      'orders.xml: the file is cut off: its XML ends too early, in line 1.',
    )
    expect(end).toBe(false)
  }
  const broken = await read('<o><r>1</r><r>2</x></o>')
  expect(broken.rows).toMatchObject([{ '#text': '1' }])
  expect(broken.fault?.message).toContain('orders.xml: line 1 is no proper XML')
})

test.each([
  ['<orders/>', '/shop/order', 'its outermost one is orders'],
  ['', '/shop/order', 'cut off'],
  ['id;total', '/shop/order', 'no proper XML'],
])('%j without the path of the rows is a fault', async (text, rows, message) => {
  expect((await read(text, { rows })).fault?.message).toContain(message)
})

test('an empty list has no rows, and is read to its end', async () => {
  expect(await read('<shop><orders/></shop>', { rows: '/shop/orders/order' })).toMatchObject({
    changes: [],
    end: true,
  })
})

test('elements without end within each other are a fault, not a full stack', async () => {
  const { fault } = await read('<a>'.repeat(5_000), {}, 65_536)
  expect(fault?.message).toContain('within more than 1000 others')
})

test('an element of more than 8 million characters is left out, and memory stays bounded', async () => {
  const long = '<t>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</t>'.repeat(150_000)
  const { rows, rejects } = await read(`<o><r>${long}</r><r>2</r></o>`, {}, 65_536)
  expect(rejects[0]?.fault.message).toContain('element 1: the element is longer than 8 million')
  expect(rows).toMatchObject([{ '#text': '2' }])
})

test('of a list that has grown only the new rows are read, and of a changed one nothing: a conflict', async () => {
  const files = memoryFiles({ [path]: '<o><r>1</r></o>' })
  const { position } = await readSource<DocumentPosition>(files, path)
  if (position === undefined) throw new Error('expected a position')
  files.put(path, '<o>\n<r>1</r>\n<r>2</r></o>')
  const grown = await readSource<DocumentPosition>(files, path, { from: position })
  expect(grown.rows).toMatchObject([{ '#text': '2', _line: 2 }])
  files.put(path, '<o><r>3</r></o>')
  const changed = await readSource<DocumentPosition>(files, path, { from: position })
  expect(changed.fault).toMatchObject({ kind: 'conflict', scope: 'slice' })
})

const value = fc.string({
  unit: fc.constantFrom('a', '<', '&', '"', ']]>', 'é', '😀', '0'),
  maxLength: 6,
})
const row = fc.dictionary(fc.constantFrom('a', 'b-c', 'd.e', '_f', 'ø'), value, { maxKeys: 4 })

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

test('what was written comes out again, wherever pieces are cut and reading is interrupted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 10 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      async (rows, chunkBytes, pageRows, pages) => {
        const elements = rows.map((fieldsOfRow) =>
          Object.entries(fieldsOfRow).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`),
        )
        const text = `<o>\n${elements.map((element) => `<r>${element.join('\n')}</r>`).join('\n')}</o>`
        const files = memoryFiles({ [path]: text }, { chunkBytes })
        const found: unknown[] = []
        let position: DocumentPosition | undefined
        for (;;) {
          const from = position === undefined ? {} : { from: position }
          const part = await readSource<DocumentPosition>(files, path, { pageRows, pages, ...from })
          expect(part.fault).toBeUndefined()
          found.push(...part.rows)
          position = part.position
          if (part.end) break
        }
        expect(found).toEqual(
          rows.map((expected, index) => ({ ...expected, _file: 'orders.xml', _line: index + 1 })),
        )
      },
    ),
    { numRuns: 100 },
  )
})
