/**
 * What of a value no JSON can hold, in words with its place, such as `total is NaN`; undefined where all can be kept.
 *
 * JSON would drop or change such values in silence, so that a row would be stored that nobody gave.
 */
export function unstorable(value: unknown): string | undefined {
  return found(value, 0, '')
}

/** Deeper than that a value holds itself, or might as well. */
const deepest = 200

function found(value: unknown, depth: number, path: string): string | undefined {
  if (typeof value === 'object') return value === null ? undefined : foundWithin(value, depth, path)
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `${placeText(path)} is ${value}`
  const isKept = typeof value === 'string' || typeof value === 'boolean' || value === undefined
  return isKept ? undefined : `${placeText(path)} is a ${typeof value}`
}

function foundWithin(value: object, depth: number, path: string): string | undefined {
  if (depth > deepest) return `${placeText(path.slice(0, 60))}… holds itself, or is too deep`
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const wrong = found(value[index], depth + 1, `${path}[${index}]`)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    if (tag !== 'Object') return `${placeText(path)} is a ${tag}`
  }
  for (const name of Object.keys(value)) {
    const wrong = found(
      (value as Readonly<Record<string, unknown>>)[name],
      depth + 1,
      path === '' ? name : `${path}.${name}`,
    )
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function placeText(path: string): string {
  return path === '' ? 'the value' : `\`${path}\``
}
