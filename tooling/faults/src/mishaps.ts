/** Mishaps that together meet such a share of all requests, each of them equally often. */
export function equallyOften<Mishap>(
  mishaps: readonly Mishap[],
  share: number,
): readonly { readonly share: number; readonly mishap: Mishap }[] {
  // They are drawn one after the other, so each has to take its part of what the earlier ones have left.
  const part = share / mishaps.length
  return mishaps.map((mishap, index) => ({ share: part / (1 - index * part), mishap }))
}
