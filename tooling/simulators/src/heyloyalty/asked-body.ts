import { isObject, type Asked } from './answer.ts'

type Read = Pick<Asked, 'body' | 'list' | 'parts'>

/** A body in any of the forms that clients send: JSON, a form, several parts, or none and everything in the query. */
export async function readBody(
  contentType: string,
  bytes: Buffer,
  query: Asked['query'],
): Promise<Read | undefined> {
  const none: Read = { body: query, list: undefined, parts: new Map() }
  if (bytes.length === 0) return none
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/i.test(contentType)) {
    const headers = { 'content-type': contentType }
    const form = await new Response(new Uint8Array(bytes), { headers }).formData()
    const parts = new Map<string, string>()
    const pairs: (readonly [string, string])[] = []
    for (const [name, value] of form) {
      const text = typeof value === 'string' ? value : await value.text()
      parts.set(name, text)
      pairs.push([name, text])
    }
    return { body: nested(pairs), list: undefined, parts }
  }
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    if (Array.isArray(value)) return { ...none, body: {}, list: value }
    return isObject(value) ? { ...none, body: value } : undefined
  } catch {
    return undefined
  }
}

/** Names with brackets as the objects and lists that they mean: `filter[email][eq][]=x`. */
export function nested(pairs: Iterable<readonly [string, string]>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of pairs) {
    const [first = '', ...rest] = name.split('[').map((part) => part.replace(/\]$/, ''))
    place(root, [first, ...rest], value)
  }
  return root
}

function place(into: Record<string, unknown>, path: readonly string[], value: string): void {
  const [name = '', next, ...rest] = path
  if (next === undefined) {
    into[name] = value
    return
  }
  if (next === '') {
    const before = into[name]
    into[name] = [...(Array.isArray(before) ? (before as unknown[]) : []), value]
    return
  }
  const child = isObject(into[name]) ? { ...into[name] } : {}
  into[name] = child
  place(child, [next, ...rest], value)
}
