import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentFormat, readDocument, type DocumentFormat } from './document-format.ts'

test.each([
  ['application/json', 'json'],
  ['application/feed+json', 'json'],
  ['application/x-ndjson', 'lines'],
  ['text/xml', 'xml'],
  ['application/rss+xml', 'xml'],
  ['text/csv', 'csv'],
  ['text/tab-separated-values', 'tsv'],
  ['text/plain', undefined],
  ['application/octet-stream', undefined],
] as const)('%s is read as %s', (essence, format) => {
  expect(documentFormat(essence)).toBe(format)
})

test.each<readonly [DocumentFormat, string, readonly string[]]>([
  ['json', '{"a":["b",{"c":"d"}],"n":1,"e":null}', ['b', 'd']],
  ['lines', '{"a":"b"}\n\n{"a":"c"}\n', ['b', 'c']],
  ['xml', '<a b="&quot;&#10;">x<c><![CDATA[<&]]></c>y</a>', ['"\n', '<&', 'xy']],
  ['csv', 'a,b\n"x ""y"",\nz",1\n', ['a', 'b', 'x "y",\nz', '1']],
  ['csv', 'a;"b,c,d"\n1;2\n', ['a', 'b,c,d', '1', '2']],
  ['tsv', 'a\t"b\n1\t2\n', ['a', '"b', '1', '2']],
])('%s: the texts of %j are found', (format, text, values) => {
  expect(readDocument(format, text)).toStrictEqual({ values })
})

test.each<readonly [DocumentFormat, string]>([
  ['json', '[1,]'],
  ['json', ''],
  ['lines', '{"a":1}{"a":2}\n'],
  ['xml', ''],
  ['xml', '<a><b></a>'],
  ['xml', '<a>fish & chips</a>'],
  ['xml', '<a>\u000b</a>'],
  ['xml', '<a g:id="1"/>'],
  ['csv', 'a,b\n1\n'],
  ['csv', 'a,b\n1,"2\n'],
  ['tsv', 'a\tb\n1\t2\t3\n'],
])('%s: %j is refused', (format, text) => {
  expect(readDocument(format, text)).toStrictEqual({ problem: expect.any(String) })
})

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

test('whatever a cell holds, it is found when it is quoted', () => {
  const cell = fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\uFEFF'))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const text = rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')
      expect(readDocument('csv', `a,b\n${text}`)).toStrictEqual({
        values: ['a', 'b', ...rows.flat()],
      })
    }),
  )
})
