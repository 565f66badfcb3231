import { isFault } from '@cartograph/core'

/** Deeper than that a value holds itself, or might as well. */
const deepest = 200

/**
 * What of a value JSON would drop or change in silence, with its place, such as `total is NaN`; undefined where all comes out
 * as it went in.
 */
export function unkeptIn(value: unknown, depth = 0, place = ''): string | undefined {
  if (typeof value === 'object')
    return value === null ? undefined : unkeptWithin(value, depth, place)
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `${named(place)} is ${value}`
  const isKept = typeof value === 'string' || typeof value === 'boolean' || value === undefined
  return isKept ? undefined : `${named(place)} is a ${typeof value}`
}

function unkeptWithin(value: object, depth: number, place: string): string | undefined {
  if (depth > deepest) return `${named(place.slice(0, 60))}… holds itself, or is too deep`
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const found = unkeptIn(value[index], depth + 1, `${place}[${index}]`)
      if (found !== undefined) return found
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    // A fault is an error whose data JSON keeps.
    if (tag !== 'Object' && !isFault(value)) return `${named(place)} is a ${tag}`
  }
  for (const [name, field] of Object.entries(value)) {
    const found = unkeptIn(field, depth + 1, place === '' ? name : `${place}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

function named(place: string): string {
  return place === '' ? 'the value' : `\`${place}\``
}
