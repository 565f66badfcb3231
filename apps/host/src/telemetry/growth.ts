/**
 * Tells by how much counts grew since they were told last, and nothing of those that did not.
 *
 * A run counts in an object of its own; figures that only grow are kept over all runs.
 */
export function growthOf<Name extends string>(
  tell: (name: Name, by: number) => void,
): (counts: Readonly<Record<Name, number>>, names: readonly Name[]) => void {
  const told = new Map<Name, number>()
  return (counts, names) => {
    for (const name of names) {
      const by = counts[name] - (told.get(name) ?? 0)
      if (by <= 0) continue
      told.set(name, counts[name])
      tell(name, by)
    }
  }
}
