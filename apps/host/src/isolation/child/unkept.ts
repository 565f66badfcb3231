import { isFault } from '@cartograph/core'

/** Deeper than that a value holds itself, or might as well. */
const deepest = 200

/** What is wrong, and the way to it from the inside out. */
interface Found {
  readonly what: string
  readonly way: readonly string[]
}

/**
 * What of a value JSON would drop or change in silence, with its place, such as `total is NaN`; undefined where all comes out
 * as it went in.
 */
export function unkeptIn(value: unknown): string | undefined {
  const found = foundIn(value, 0)
  if (found === undefined) return undefined
  const place = found.way.toReversed().join('').replace(/^\./, '')
  return `${place === '' ? 'the value' : `\`${place.slice(0, 60)}\``}${found.what}`
}

function foundIn(value: unknown, depth: number): Found | undefined {
  if (typeof value === 'object') return value === null ? undefined : foundWithin(value, depth)
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : { what: ` is ${value}`, way: [] }
  const isKept = typeof value === 'string' || typeof value === 'boolean' || value === undefined
  return isKept ? undefined : { what: ` is a ${typeof value}`, way: [] }
}

function foundWithin(value: object, depth: number): Found | undefined {
  if (depth > deepest) return { what: '… holds itself, or is too deep', way: [] }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const found = foundIn(value[index], depth + 1)
      if (found !== undefined) return { ...found, way: [...found.way, `[${index}]`] }
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    // A fault is an error whose data JSON keeps.
    if (tag !== 'Object' && !isFault(value)) return { what: ` is a ${tag}`, way: [] }
  }
  for (const name of Object.keys(value)) {
    const found = foundIn((value as Readonly<Record<string, unknown>>)[name], depth + 1)
    if (found !== undefined) return { ...found, way: [...found.way, `.${name}`] }
  }
  return undefined
}
