/** `2026-10-01..2026-10-31` as days; else a name, which is judged with everything else. */
export function rangeIn(text: string): unknown {
  const [from, to] = text.split('..')
  return to === undefined ? text : { from, to }
}
