import type { Json } from '../v1/words.ts'

const replacement = '\uFFFD'

/**
 * Replaces what databases refuse in text, U+0000 and lone surrogates, by U+FFFD, and counts it.
 *
 * Clean text comes back as it is. Keys must not be cleaned but refused: two keys could become one.
 */
export function cleanText(text: string): { readonly text: string; readonly replaced: number } {
  if (isClean(text)) return { text, replaced: 0 }
  const clean = text.toWellFormed().replaceAll('\0', replacement)
  let replaced = 0
  for (let index = 0; index < text.length; index += 1) {
    if (clean.charCodeAt(index) !== text.charCodeAt(index)) replaced += 1
  }
  return { text: clean, replaced }
}

/** Whether text holds neither U+0000 nor a lone surrogate. */
export function isClean(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** `cleanText` for all text in a value, names of fields too. A clean value comes back as it is, the same object. */
export function cleanJson<Value extends Json | undefined>(
  value: Value,
): { readonly value: Value; readonly replaced: number } {
  if (isCleanJson(value)) return { value, replaced: 0 }
  const count = { replaced: 0 }
  return { value: cleaned(value, count) as Value, replaced: count.replaced }
}

function isCleanJson(value: Json | undefined): boolean {
  if (typeof value === 'string') return isClean(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every((element: Json) => isCleanJson(element))
  for (const [name, field] of Object.entries(value)) {
    if (!isClean(name) || !isCleanJson(field)) return false
  }
  return true
}

function cleaned(value: Json | undefined, count: { replaced: number }): Json | undefined {
  if (typeof value === 'string') {
    const { text, replaced } = cleanText(value)
    count.replaced += replaced
    return text
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((element: Json) => cleaned(element, count) ?? null)
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      cleaned(name, count) as string,
      cleaned(field, count),
    ]),
  )
}
