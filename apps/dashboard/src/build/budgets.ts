const kilobyte = 1024

/** How much each kind of file may be of what is loaded before anything is seen, compressed by gzip. */
export type Budgets = readonly {
  readonly name: string
  readonly ending: string
  readonly most: number
}[]

const styles = { name: 'styles', ending: '.css', most: 25 * kilobyte }
/** Of the page for those who sign in. */
export const startBudgets: Budgets = [
  { name: 'scripts', ending: '.js', most: 200 * kilobyte },
  styles,
]
/** Of the page of a link, which stands in pages of others too. */
export const shareBudgets: Budgets = [
  { name: 'scripts', ending: '.js', most: 90 * kilobyte },
  styles,
]

/** What the start of a page loads, and what of it is too much. @param sizes of each file, compressed. */
export function budgetProblems(
  budgets: Budgets,
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
