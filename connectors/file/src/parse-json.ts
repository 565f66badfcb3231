import type { Json } from '@cartograph/core'

/** The value of a JSON text, or `undefined` where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return (hasLongNumber.test(text) ? JSON.parse(text, exactly) : JSON.parse(text)) as Json
  } catch {
    return undefined
  }
}

const hasLongNumber = /\d[\d.]{15,}/

/** A number that JavaScript would round stays the text that it is in the file. */
const exactly = ((_name: string, value: unknown, context?: { readonly source?: string }) => {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined || String(value) === source) return value
  return source.replaceAll(/[eE].*|\D/g, '').length > 15 ? source : value
}) as (name: string, value: unknown) => unknown
