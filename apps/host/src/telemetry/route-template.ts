/** Words of paths, and versions of an API; whatever else stands between two slashes may be an id, or name a person. */
const word = /^[A-Za-z][A-Za-z_.~-]{0,39}$/
const version = /^v\d{1,3}(?:\.\d{1,3})?$/i
const placeholder = /^:[A-Za-z]\w*\??$|^\{[A-Za-z]\w*\}$|^\*$/

/**
 * A path with its ids taken out, for labels of metrics and names of spans: `/v1/charges/ch_3N` is `/v1/charges/:id`.
 *
 * What has a digit or is long counts as an id: too few routes are better than one a record.
 */
export function routeTemplate(path: string): string {
  const [bare = ''] = path.split(/[?#]/, 1)
  return bare
    .split('/')
    .map((segment) =>
      segment === '' || version.test(segment) || placeholder.test(segment) || word.test(segment)
        ? segment
        : ':id',
    )
    .join('/')
}

/**
 * Lets so many different values of each name through, and calls the others `other`.
 *
 * A vendor whose paths are made of words would otherwise have a series of figures for each of them, for ever.
 */
export function boundedValues(most: number): (name: string, value: string) => string {
  const known = new Map<string, Set<string>>()
  return (name, value) => {
    const values = known.get(name) ?? new Set()
    known.set(name, values)
    if (!values.has(value) && values.size >= most) return 'other'
    values.add(value)
    return value
  }
}
