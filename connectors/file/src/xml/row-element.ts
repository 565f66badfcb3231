import type { Json } from '@cartograph/core'

/** A row as an element on one line: a field is an element, a list one element for each of its values, null none. */
export function rowElement(entries: readonly (readonly [string, Json])[]): string {
  return `<row>${entries.map(([name, value]) => element(elementName(name), value)).join('')}</row>`
}

/** The text of the first field of such a line. */
export function firstElementText(line: string): string | undefined {
  const text = /^<row><[^\s<>]+(?: xml:space="preserve")?>([^<]+)<\//.exec(line)?.[1]
  return text === undefined ? undefined : plainText(text)
}

/** Why a row cannot be XML: of the signs that XML 1.0 has no way to write, the first. */
export function unwritable(entries: readonly (readonly [string, Json])[]): string | undefined {
  for (const [name, value] of entries) {
    const sign = notXml.exec(allText(value))?.[0]
    if (sign === undefined) continue
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `"${name}" holds the character U+${code}, which XML cannot`
  }
  return undefined
}

const notXml = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\p{Cs}\uFFFE\uFFFF]/u

function allText(value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value)
    .map((part) => allText(part ?? null))
    .join(' ')
}

function element(name: string, value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value))
    return value
      .map((part: Json) => element(name, Array.isArray(part) ? { item: part } : part))
      .join('')
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([key, part]) => element(elementName(key), part))
    return `<${name}>${parts.join('')}</${name}>`
  }
  const text = String(value)
  const space = text === text.trim() ? '' : ' xml:space="preserve"'
  return `<${name}${space}>${escapedText(text)}</${name}>`
}

/**
 * A name as XML allows it: other signs are written `_x0020_`, as many programs do.
 *
 * @see https://learn.microsoft.com/en-us/dotnet/api/system.xml.xmlconvert.encodename (read 2026-11-25)
 */
function elementName(name: string): string {
  return name.replaceAll(notInNames, codeOf).replace(notFirst, codeOf)
}

const letters =
  'A-Za-z_\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u2C00-\\u2FEF\\u3001-\\uD7FF'
const notInNames = new RegExp(`[^${letters}0-9.-]`, 'g')
const notFirst = new RegExp(`^[^${letters}]`)

function codeOf(unit: string): string {
  return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

function escapedText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\t\n\r\u0085\u2028]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function plainText(text: string): string {
  return text
    .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
