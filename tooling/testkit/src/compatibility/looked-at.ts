import type { JsonObject } from '@cartograph/core'

/** The part of a row that `read` looks at: enough to call it again, and no more than that is kept. */
export function lookedAt(row: JsonObject, read: (row: never) => unknown): JsonObject {
  const copy: Record<string, unknown> = {}
  read(watched(row, copy) as never)
  return copy as JsonObject
}

function watched(source: object, copy: Record<string, unknown>): object {
  return new Proxy(source, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof name !== 'string' || !Object.hasOwn(target, name)) return value
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        copy[name] = value
        return value
      }
      const inside = (copy[name] ?? {}) as Record<string, unknown>
      copy[name] = inside
      return watched(value, inside)
    },
    ownKeys(target) {
      Object.assign(copy, target)
      return Reflect.ownKeys(target)
    },
  })
}
