import { fault } from '@cartograph/core'

/** Where a text goes, and so what in a value would mean something there. */
export type TemplateTarget = 'html' | 'text' | 'line' | 'json' | 'xml' | 'slack' | 'url'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Control characters but for tabulators and line breaks. */
const controls = /(?![\t\n\r])\p{Cc}/gu

/**
 * A value as text of the target: it stays what it is there, whatever it holds.
 *
 * @throws a `record` fault for a line break in a single line: in the header of a mail it would begin another header.
 */
export function escapeFor(target: TemplateTarget, value: string, name: string): string {
  switch (target) {
    case 'html':
    case 'xml':
      return value.replaceAll(controls, '').replaceAll(/[&<>"']/gu, (sign) => entities[sign] ?? '')
    case 'slack':
      return value.replaceAll(/[&<>]/gu, (sign) => entities[sign] ?? '')
    case 'json':
      return JSON.stringify(value).slice(1, -1)
    case 'url':
      return encodeURIComponent(value.toWellFormed())
    case 'line':
      if (/[\r\n\u2028\u2029]/u.test(value))
        throw fault({
          kind: 'record',
          message: `${name} holds a line break, and stands where there is one line.`,
          hint: 'Correct the value where it comes from; nothing is sent with it.',
        })
      return value.replaceAll(controls, '')
    case 'text':
    default:
      return value.replaceAll(controls, '')
  }
}
