/** How often requests were answered with each status; 0 is a connection that broke. */
export function statusCounts(
  log: readonly { readonly status: number }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { status } of log) {
    const name = status === 0 ? 'connection broken' : String(status)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/** Counts for people, by name. */
export function countsText(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
