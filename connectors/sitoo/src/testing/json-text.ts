/** What is text, as text; for everything else an error. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return value
  throw new Error(`Text was expected, and there is ${JSON.stringify(value) ?? 'nothing'}.`)
}
