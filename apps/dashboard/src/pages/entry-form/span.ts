export const spanUnits = ['s', 'm', 'h', 'd'] as const
export type SpanUnit = (typeof spanUnits)[number]

/** A span as the configuration writes it, such as `90m`, in its two parts. What is no span is a number that cannot be read. */
export function readSpan(span: unknown): { readonly number: string; readonly unit?: SpanUnit } {
  if (typeof span !== 'string') return { number: '' }
  const unit = spanUnits.find((each) => span.endsWith(each))
  return unit === undefined ? { number: span } : { number: span.slice(0, -1), unit }
}

export function writtenSpan(number: string, unit: SpanUnit): string | undefined {
  const trimmed = number.trim()
  return trimmed === '' ? undefined : `${trimmed}${unit}`
}
