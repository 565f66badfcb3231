import type { Json } from '@cartograph/core'
import * as fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { elementName, xmlDocument } from './xml.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>'

test('a field is an element, in the order of the fields', () => {
  expect(xmlDocument('order', { total: 1250, id: 'A1', isPaid: true })).toBe(
    `${head}<order><total>1250</total><id>A1</id><isPaid>true</isPaid></order>`,
  )
})

test('a list repeats its element, and a list in a list is wrapped', () => {
  expect(xmlDocument('order', { line: [{ sku: 'a' }, { sku: 'b' }], grid: [[1, 2], [3]] })).toBe(
    `${head}<order><line><sku>a</sku></line><line><sku>b</sku></line><grid><item>1</item><item>2</item></grid><grid><item>3</item></grid></order>`,
  )
})

test('null and empty text are empty elements', () => {
  expect(xmlDocument('order', { note: null, name: '' })).toBe(
    `${head}<order><note/><name/></order>`,
  )
})

test('signs that mean something to XML are escaped', () => {
  expect(xmlDocument('order', { note: `<b>"Fish" & 'chips'</b>]]>` })).toBe(
    `${head}<order><note>&lt;b&gt;&quot;Fish&quot; &amp; &apos;chips&apos;&lt;/b&gt;]]&gt;</note></order>`,
  )
})

test('what XML cannot hold is replaced', () => {
  expect(xmlDocument('order', { note: 'a\u0000b\u0008c\uD800d' })).toContain(
    '<note>a\uFFFDb\uFFFDc\uFFFDd</note>',
  )
})

test.each([
  ['total', 'total'],
  ['Straße', 'Straße'],
  ['first name', 'first_x0020_name'],
  ['1st', '_x0031_st'],
  ['@id', '_x0040_id'],
  ['#text', '_x0023_text'],
  ['a:b', 'a_x003A_b'],
  ['', '_'],
  ['🙂', '🙂'],
  ['ª', '_x00AA_'],
  ['a_x0020_b', 'a_x005F_x0020_b'],
  ['__proto__', '__proto__'],
])('the field %j is the element %s', (field, name) => {
  expect(elementName(field)).toBe(name)
})

/** The values as a strict parser finds them: every element with its own text. */
function parsed(document: string): readonly string[] {
  const found: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  let text = ''
  parser.on('opentag', () => {
    text = ''
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ name }) => {
    found.push(`${name}=${text}`)
    text = ''
  })
  parser.write(document).close()
  return found
}

test('whatever the fields are called and hold, a strict parser reads it', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 })),
      (value) => {
        expect(parsed(xmlDocument('item', value as Json)).length).toBeGreaterThan(0)
      },
    ),
  )
})

test('a text that XML can hold comes back as it was', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{C}\r\n]/u.test(text))
  fc.assert(
    fc.property(line, (text) => {
      expect(parsed(xmlDocument('item', { text }))).toContain(`text=${text}`)
    }),
  )
})
