const clocks = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-05-14 14:22:16` by the clocks of Stockholm, without a zone, as Rule writes instants. */
export function stockholmText(at: number): string {
  return clocks.format(at)
}
