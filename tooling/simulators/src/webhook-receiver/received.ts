/** A request as it came. */
export interface ReceivedRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The signature fits one of the secrets; without secrets none does. */
  readonly isSigned: boolean
}

/** What the receiver holds of one thing, and how often it was told of it. */
export interface HeldThing {
  readonly key: string
  readonly body: unknown
  /** Effects: repeats that were known by their id are not among them. */
  readonly times: number
}

export interface Holding {
  /** Takes one request. Gives back why it is refused, if it is. */
  take(request: {
    readonly id: string
    readonly method: string
    readonly path: string
    readonly body: unknown
  }): string | undefined
  readonly held: () => readonly HeldThing[]
}

/**
 * Where things stand that receivers are told of; each id is taken once, where the receiver looks at ids. Told that a person is
 * erased, it forgets what names them.
 */
export function holdingOf(looksAtIds: boolean): Holding {
  const things = new Map<string, HeldThing>()
  const known = new Set<string>()
  const take = (id: string, op: string, key: string, body: unknown) => {
    if (looksAtIds && known.has(id)) return
    known.add(id)
    if (op === 'delete') things.delete(key)
    else things.set(key, { key, body, times: (things.get(key)?.times ?? 0) + 1 })
  }
  const erase = (person: unknown) => {
    const traces = ['email', 'phone', 'customerId'].flatMap((name) => fieldOf(person, name) ?? [])
    for (const [key, { body }] of things) {
      const text = JSON.stringify(body)
      if (traces.some((trace) => text.includes(JSON.stringify(trace)))) things.delete(key)
    }
  }
  return {
    take({ id, method, path, body }) {
      const last = decodeURIComponent(path.split('?', 1)[0]?.split('/').at(-1) ?? '')
      const all = Array.isArray(body) ? (body as readonly unknown[]) : [body]
      // A list is taken whole or not at all.
      if (all.some((each) => fieldOf(contentOf(each), 'refuse') !== undefined))
        return 'The field refuse is not wanted here.'
      for (const each of all) {
        if (fieldOf(contentOf(each), 'type') === 'person.erased') {
          erase(contentOf(each))
          continue
        }
        const key = fieldOf(each, 'key') ?? fieldOf(each, 'id') ?? last
        const op = method === 'DELETE' ? 'delete' : (fieldOf(each, 'op') ?? 'write')
        const own = Array.isArray(body) ? fieldOf(each, 'id') : undefined
        take(own ?? id, op, key, contentOf(each))
      }
      return undefined
    },
    held: () => [...things.values()],
  }
}

/** An envelope holds the thing itself in `data`. */
function contentOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : body
}

function fieldOf(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const value = (body as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
