/** Seconds since 1970, `gte` included and `lt` not. */
export interface Range {
  readonly gte: number
  readonly lt: number
}

/**
 * The calendar years (UTC) from an instant to another, the first of them cut off.
 *
 * Their bounds are the same in each run, so what was read once stays read, and only the present year goes on.
 */
export function yearsBetween(from: number, until: number): readonly Range[] {
  const ranges: Range[] = []
  for (let gte = from; gte <= until;) {
    const lt = Date.UTC(new Date(gte * 1000).getUTCFullYear() + 1, 0, 1) / 1000
    ranges.push({ gte, lt })
    gte = lt
  }
  return ranges
}

/** Rows that one part should have: of a long list fewer, since one more request for each is little then, and several processes share them. */
const rowsPerPart = { short: 5000, long: 2000 } as const
const rowsOfLongList = 15_000
const mostParts = 16
/** A narrower part would cost more requests than it saves time. */
const shortestPart = 3600

/**
 * Cuts what is left of a range, `[gte, last]`, into parts of equal time, given how many rows came from how much time before.
 *
 * No parts: what is left is too little, or lies too close together.
 */
export function splitRest(
  rest: { readonly gte: number; readonly last: number },
  read: { readonly rows: number; readonly seconds: number },
): readonly Range[] {
  const length = rest.last + 1 - rest.gte
  const expected = (read.rows / Math.max(1, read.seconds)) * length
  const count = Math.min(
    mostParts,
    Math.ceil(expected / rowsPerPart[expected < rowsOfLongList ? 'short' : 'long']),
    Math.floor(length / shortestPart),
  )
  if (count < 2) return []
  const bound = (index: number) => rest.gte + Math.floor((length * index) / count)
  return Array.from({ length: count }, (_, index) => ({
    gte: bound(index),
    lt: bound(index + 1),
  }))
}
