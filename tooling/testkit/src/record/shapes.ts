import type { Cassette } from '@cartograph/host'

/** Something that an answer has now and had not, or the other way round. */
export interface ShapeDifference {
  /** Method and path, with `:id` in the place of ids. */
  readonly route: string
  /** Where in the body: `data[].amount`. */
  readonly path: string
  /** Types, joined by a bar; missing where the path is not there at all. */
  readonly before?: string
  readonly after?: string
}

type Shape = ReadonlyMap<string, ReadonlySet<string>>

/** What changed in the form of answers between two recordings; values do not count, and routes of only one do not either. */
export function shapeDifferences(before: Cassette, after: Cassette): readonly ShapeDifference[] {
  const [old, present] = [shapesOf(before), shapesOf(after)]
  return [...old].flatMap(([route, was]) => {
    const is = present.get(route)
    if (is === undefined) return []
    return [...new Set([...was.keys(), ...is.keys()])]
      .toSorted()
      .flatMap((path) => differenceAt(route, path, was, is))
  })
}

function differenceAt(route: string, path: string, was: Shape, is: Shape): ShapeDifference[] {
  const [before, after] = [typesAt(was, path), typesAt(is, path)]
  if (before === after) return []
  return [
    {
      route,
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ]
}

function typesAt(shape: Shape, path: string): string | undefined {
  const types = shape.get(path)
  return types === undefined ? undefined : [...types].toSorted().join(' | ')
}

function shapesOf({ exchanges }: Cassette): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Map<string, Set<string>>>()
  for (const { request, response } of exchanges) {
    const body = parsed(response.body)
    if (response.encoding !== undefined || body === undefined) continue
    const route = `${request.method} ${routeOf(request.url)} ${response.status}`
    const shape = shapes.get(route) ?? new Map<string, Set<string>>()
    shapes.set(route, shape)
    for (const [path, type] of typesIn(body, ''))
      shape.set(path, new Set([...(shape.get(path) ?? []), type]))
  }
  return shapes
}

function* typesIn(value: unknown, path: string): Generator<readonly [string, string]> {
  if (Array.isArray(value)) {
    yield [path, 'list']
    for (const entry of value) yield* typesIn(entry, `${path}[]`)
  } else if (typeof value === 'object' && value !== null) {
    yield [path, 'object']
    for (const [name, entry] of Object.entries(value))
      yield* typesIn(entry, path === '' ? name : `${path}.${name}`)
  } else yield [path, value === null ? 'null' : typeof value]
}

/** Parts of a path that hold a digit are taken for ids, but for a version such as `v1`. */
function routeOf(url: string): string {
  return new URL(url).pathname
    .split('/')
    .map((part) => (/\d/.test(part) && !/^v\d+$/.test(part) ? ':id' : part))
    .join('/')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
