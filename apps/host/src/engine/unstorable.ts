/**
 * What of a value no JSON can hold, in words with its place, such as `total is NaN`; undefined where all can be kept.
 *
 * JSON would drop or change such values in silence, so that a row would be stored that nobody gave.
 */
export function unstorable(value: unknown): string | undefined {
  const wrong = found(value, 0)
  if (wrong === undefined) return undefined
  return wrong.isTooDeep
    ? `${placeText(wrong.path.slice(0, 60))}… holds itself, or is too deep`
    : `${placeText(wrong.path)} is ${wrong.what}`
}

/** Its path is put together on the way back, since almost all values are right. */
interface Wrong {
  readonly path: string
  readonly what: string
  readonly isTooDeep: boolean
}

/** Deeper than that a value holds itself, or might as well. */
const deepest = 200

function found(value: unknown, depth: number): Wrong | undefined {
  if (typeof value === 'object') return value === null ? undefined : foundWithin(value, depth)
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : wrongHere(`${value}`)
  const isKept = typeof value === 'string' || typeof value === 'boolean' || value === undefined
  return isKept ? undefined : wrongHere(`a ${typeof value}`)
}

function foundWithin(value: object, depth: number): Wrong | undefined {
  if (depth > deepest) return { path: '', what: '', isTooDeep: true }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const wrong = found(value[index], depth + 1)
      if (wrong !== undefined) return below(`[${index}]`, wrong)
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    if (tag !== 'Object') return wrongHere(`a ${tag}`)
  }
  for (const name of Object.keys(value)) {
    const wrong = found((value as Readonly<Record<string, unknown>>)[name], depth + 1)
    if (wrong !== undefined) return below(name, wrong)
  }
  return undefined
}

function wrongHere(what: string): Wrong {
  return { path: '', what, isTooDeep: false }
}

function below(step: string, wrong: Wrong): Wrong {
  const dot = wrong.path === '' || wrong.path.startsWith('[') ? '' : '.'
  return { ...wrong, path: `${step}${dot}${wrong.path}` }
}

function placeText(path: string): string {
  return path === '' ? 'the value' : `\`${path}\``
}
