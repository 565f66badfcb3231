const kilobyte = 1024
/** Compressed by gzip: all that is loaded before anything is seen. */
const budgets = [
  { name: 'scripts', ending: '.js', most: 200 * kilobyte },
  { name: 'styles', ending: '.css', most: 25 * kilobyte },
] as const

/** What the start of the page loads, and what of it is too much. @param sizes of each file, compressed. */
export function budgetProblems(
  html: string,
  sizes: ReadonlyMap<string, number>,
): { readonly problems: readonly string[]; readonly text: string } {
  const loaded = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/gu)].map(([, path]) => path ?? '')
  const sums = budgets.map(({ name, ending, most }) => {
    const files = loaded.filter((path) => path.endsWith(ending))
    return { name, most, sum: files.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0) }
  })
  return {
    problems: sums.flatMap(({ name, most, sum }) =>
      sum > most || sum === 0
        ? [`The ${name} of the start are ${shown(sum)}, and may be ${shown(most)} at the most.`]
        : [],
    ),
    text: sums.map(({ name, most, sum }) => `${name}: ${shown(sum)} of ${shown(most)}`).join(', '),
  }
}

function shown(bytes: number): string {
  return `${(bytes / kilobyte).toFixed(1)} KiB`
}
