/**
 * What a body looks like, whatever it says: each place in it with the kinds of values seen there.
 *
 * Empty text, dates and amounts are kinds of their own, because a connector has to tell them apart.
 */
export function shapeOf(...values: readonly unknown[]): ReadonlyMap<string, ReadonlySet<string>> {
  const shape = new Map<string, Set<string>>()
  const note = (place: string, kind: string) => {
    const kinds = shape.get(place) ?? new Set<string>()
    shape.set(place, kinds)
    kinds.add(kind)
  }
  for (const value of values) look(value, '', note)
  return shape
}

/** Places and kinds that `actual` has and `expected` has not. An amount may stand where other text does. */
export function beyond(
  expected: ReadonlyMap<string, ReadonlySet<string>>,
  actual: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return [...actual].flatMap(([place, kinds]) => {
    const known = expected.get(place)
    return [...kinds].flatMap((kind) =>
      known?.has(kind) === true || (kind === 'amount' && known?.has('text') === true)
        ? []
        : [`${place} ${kind}`],
    )
  })
}

function look(value: unknown, place: string, note: (place: string, kind: string) => void) {
  if (Array.isArray(value)) {
    note(place, 'list')
    for (const item of value) look(item, `${place}[]`, note)
  } else if (typeof value === 'object' && value !== null) {
    note(place, 'object')
    for (const [key, inner] of Object.entries(value)) look(inner, `${place}.${key}`, note)
  } else {
    note(place, kindOf(value))
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value !== 'string') return typeof value
  if (value === '') return 'empty'
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/u.test(value)) return 'date'
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u.test(value)) return 'date with blank'
  return /^-?\d+\.\d\d$/u.test(value) ? 'amount' : 'text'
}
