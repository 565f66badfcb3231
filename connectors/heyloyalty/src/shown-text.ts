/** What Heyloyalty shows of an option, as text: numbers and flags may be texts or not. */
export function shownText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(Number(value)) : ''
}
