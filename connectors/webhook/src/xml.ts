import type { Json } from '@cartograph/core'
import XmlBuilder from 'fast-xml-builder'

const builder = new XmlBuilder({ suppressEmptyNode: true, processEntities: true })

const firstSigns =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const laterSigns = `${firstSigns}0-9.\\u00B7\\u0300-\\u036F\\u203F\\u2040-`
const oddFirst = new RegExp(`^[^${firstSigns}]`, 'u')
const oddLater = new RegExp(`[^${laterSigns}]`, 'gu')
/** What XML 1.0 cannot hold, not even escaped. */
const impossible = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/**
 * The name of the element for a field: as it is where XML allows it, else with `_x0020_` for signs that names cannot have.
 *
 * @see https://www.w3.org/TR/xml/#NT-NameStartChar (read 2026-11-25; the colon is left to namespaces)
 */
export function elementName(field: string): string {
  const name = field
    .replaceAll(/_(?=x[0-9A-F]{4,6}_)/g, '_x005F_')
    .replaceAll(oddLater, written)
    .replace(oddFirst, written)
  return name === '' ? '_' : name
}

function written(sign: string): string {
  return `_x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`
}

/**
 * A value as an XML document: a field an element, in the order of the fields; a list repeats its element; a list in a list is
 * wrapped in `<item>`; `null` and empty text are empty elements.
 */
export function xmlDocument(root: string, value: Json): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ [root]: content(value) })}`
}

type Content = string | { readonly [name: string]: Content } | readonly Content[]

function content(value: Json | undefined): Content {
  if (value === null || value === undefined) return ''
  if (isList(value)) return value.map((each) => (isList(each) ? wrapped(each) : content(each)))
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, field]) =>
        field === undefined ? [] : [[elementName(name), content(field)]],
      ),
    )
  return String(value).replaceAll(impossible, '\uFFFD')
}

function wrapped(list: readonly Json[]): Content {
  return { item: content(list) }
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
