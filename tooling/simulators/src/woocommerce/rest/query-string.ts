/** A query as PHP reads it: lists by key, `status[]=a&status[]=b` as the keys `status[0]` and `status[1]`. */
export interface Query {
  /** Every value with its full key, in the order in which the keys were first met. */
  readonly pairs: readonly (readonly [key: string, value: string])[]
  get(name: string): string | undefined
  /** The values of a list, whether it is written with brackets or with commas. `undefined` where the name is missing. */
  list(name: string): readonly string[] | undefined
  has(name: string): boolean
}

export function parseQuery(text: string): Query {
  const values = new Map<string, Map<string, string>>()
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const key = decoded(equals === -1 ? part : part.slice(0, equals))
    const value = equals === -1 ? '' : decoded(part.slice(equals + 1))
    const [, name = key, index] = /^([^[]+)\[([^\]]*)\]$/u.exec(key) ?? []
    const known = values.get(name) ?? new Map<string, string>()
    values.set(name, known)
    known.set(index === undefined ? '' : `[${index === '' ? known.size : index}]`, value)
  }
  return {
    pairs: [...values].flatMap(([name, entries]) =>
      [...entries].map(([index, value]) => [`${name}${index}`, value] as const),
    ),
    get: (name) => values.get(name)?.get(''),
    list(name) {
      const entries = values.get(name)
      if (entries === undefined) return undefined
      const single = entries.get('')
      return single === undefined
        ? [...entries.values()]
        : single.split(',').map((value) => value.trim())
    },
    has: (name) => values.has(name),
  }
}

/** As PHP's `urlencode` writes it. */
export function urlEncoded(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(
      /[!'()*~]/gu,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    )
    .replaceAll('%20', '+')
}

/** As RFC 3986 asks for it, and PHP's `rawurlencode` does. */
export function rawUrlEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
