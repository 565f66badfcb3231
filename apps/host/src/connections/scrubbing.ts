import type { Parts } from '@cartograph/core'
import { inputSchema } from '../config/index.ts'
import { contentHash } from '../store/index.ts'

/** Takes out of a recording what must not be kept; the same text always becomes the same. */
export interface Scrubber {
  readonly url: (url: string) => string
  readonly body: (body: string) => string
  readonly header: (value: string) => string
}

/** Parts of a signature that are never the same twice. */
const changing = /^oauth_(?:nonce|timestamp|signature)$/
/** Texts with their names in JSON, found without reading it: what else is in there stays to the last digit. */
const textFields = /"([^"\\]+)"(\s*:\s*)("(?:[^"\\]|\\.)*")/g
const emails = /[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi

/**
 * A scrubber that hides secrets, e-mail addresses wherever they stand, and, in JSON, the texts of fields that are marked as
 * personal, by their names.
 */
export function scrubber(
  redact: (text: string) => string,
  personal: ReadonlySet<string> = new Set(),
): Scrubber {
  const plain = (text: string) =>
    redact(text).replaceAll(emails, (found) => emailFor(found.replace('%40', '@')))
  const field = (found: string, name: string, colon: string, text: string) =>
    personal.has(name)
      ? `"${name}"${colon}${JSON.stringify(standIn(JSON.parse(text) as string))}`
      : found
  return {
    url: (text) => plain(withoutChanging(text)),
    header: plain,
    body: (text) => plain(text.replaceAll(textFields, field)),
  }
}

/** The names of the fields that the streams and sinks of a connector mark as personal. */
export function personalFields({ streams = {}, sinks = {} }: Parts<unknown>): ReadonlySet<string> {
  const schemas = [...Object.values(streams), ...Object.values(sinks)].map(({ schema }) => schema)
  return new Set(schemas.flatMap((schema) => personalNames(inputSchema(schema))))
}

function personalNames(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const properties = 'properties' in schema ? (schema.properties ?? {}) : {}
  return [
    ...Object.entries(properties).flatMap(([name, property]: [string, unknown]) =>
      JSON.stringify(property).includes('"personal":') && !hasProperties(property) ? [name] : [],
    ),
    ...Object.values(schema).flatMap(personalNames),
  ]
}

function hasProperties(schema: unknown): boolean {
  return JSON.stringify(schema).includes('"properties":')
}

function withoutChanging(text: string): string {
  const url = new URL(text)
  const names = Array.from(url.searchParams.keys()).filter((name) => changing.test(name))
  for (const name of names) url.searchParams.delete(name)
  return url.href
}

/** Equal texts stay equal, so that what belongs together still does; an empty one says nothing. */
function standIn(text: string): string {
  if (text === '') return ''
  return text.includes('@') ? emailFor(text) : `scrubbed-${contentHash(text).slice(0, 6)}`
}

function emailFor(text: string): string {
  const known = /^scrubbed-[\w-]{6}@example\.com$/.test(text)
  return known ? text : `scrubbed-${contentHash(text.toLowerCase()).slice(0, 6)}@example.com`
}
