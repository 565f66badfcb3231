import type { Json } from '@cartograph/core'

/** The input of an action with `{subject}`, `{text}` and others filled in, wherever they stand. What is filled in is not filled again. */
export function filledIn(value: Json, words: Readonly<Record<string, string>>): Json {
  if (typeof value === 'string') return filledText(value, words)
  if (Array.isArray(value)) return value.map((each: Json) => filledIn(each, words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, filledIn(each ?? null, words)]),
  )
}

/** A text with what stands for its names in braces; names that nothing is known of stay. */
export function filledText(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (hole, name: string) =>
    Object.hasOwn(words, name) ? (words[name] ?? hole) : hole,
  )
}
