import type { Json, JsonObject } from '@cartograph/core'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text between tags. What XML cannot hold at all is gone from rows before they are written. */
export function escaped(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign) : text
}

/** Rows as elements: a list repeats its element, an object holds others, and nothing has none. */
export function xmlForm({ root, item }: { readonly root: string; readonly item: string }) {
  return {
    contentType: 'application/xml',
    head: `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>\n`,
    page: (rows: readonly JsonObject[]) =>
      rows.map((row) => `<${item}>${elements(row, '')}</${item}>\n`).join(''),
    between: '',
    tail: `</${root}>\n`,
  }
}

/** The fields of a row as elements, whose names begin with a prefix. */
export function elements(row: JsonObject, prefix: string): string {
  let text = ''
  for (const [name, value] of Object.entries(row))
    text += element(`${prefix}${elementName(name)}`, value, prefix)
  return text
}

function element(name: string, value: Json | undefined, prefix: string): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((each) => element(name, each, prefix)).join('')
  if (typeof value === 'object')
    return `<${name}>${elements(value as JsonObject, prefix)}</${name}>`
  return `<${name}>${escaped(String(value))}</${name}>`
}

/** The name of a field where XML allows it; else the nearest to it. */
function elementName(name: string): string {
  const allowed = name.replace(/[^\w.-]/g, '_')
  return /^[A-Za-z_]/.test(allowed) ? allowed : `_${allowed}`
}
