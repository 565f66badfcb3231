/**
 * The name that was probably meant: the one with the fewest typing mistakes, if they are few for its length.
 *
 * A mistake is a letter too many, too few, wrong, or two swapped; upper and lower case are the same.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  let best: string | undefined
  let fewest = Math.max(1, Math.floor(name.length * 0.4)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue
    const mistakes = distance(wanted, candidate.toLowerCase())
    if (mistakes < fewest) {
      best = candidate
      fewest = mistakes
    }
  }
  return best
}

/** Optimal string alignment: Levenshtein's distance with swaps of neighbours. */
function distance(from: string, to: string): number {
  let before: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      let least = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      )
      if (
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1]
      )
        least = Math.min(least, (before[column - 2] ?? 0) + 1)
      current.push(least)
    }
    before = previous
    previous = current
  }
  return previous[to.length] ?? 0
}
