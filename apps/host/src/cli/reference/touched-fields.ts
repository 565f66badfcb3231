/**
 * The fields that a function reads of a row, found by letting it read one that only notes what is asked for.
 *
 * `known` are the paths there are: what a function does with a text, such as `row.id.slice`, is no field.
 */
export function touchedFields(
  read: (row: never) => unknown,
  known: readonly string[],
): readonly string[] {
  const touched = new Set<string>()
  try {
    read(watched('', touched) as never)
  } catch {
    // It met what is no real value; what it read before that is noted.
  }
  const fields = [...touched].flatMap((path) => {
    const field = longestKnown(path, known)
    return field === undefined ? [] : [field]
  })
  const distinct = [...new Set(fields)]
  return distinct.filter((path) => !distinct.some((other) => other.startsWith(`${path}.`)))
}

function watched(path: string, touched: Set<string>): unknown {
  const note = (name: string) => {
    const own = path === '' ? name : `${path}.${name}`
    touched.add(own)
    return watched(own, touched)
  }
  return new Proxy(() => {}, {
    get: (_target, name) => {
      if (name === Symbol.toPrimitive) return () => '1'
      if (name === Symbol.iterator) return [][Symbol.iterator].bind([])
      return typeof name === 'string' ? note(name) : undefined
    },
    apply: () => watched(path, touched),
  })
}

function longestKnown(path: string, known: readonly string[]): string | undefined {
  for (let at = path; at !== ''; at = at.split('.').slice(0, -1).join('.'))
    if (known.includes(at)) return at
  return undefined
}
