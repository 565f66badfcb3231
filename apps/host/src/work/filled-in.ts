import type { Json } from '@cartograph/core'

/** The input of an action with `{subject}` and `{text}` filled in, wherever they stand. */
export function filledIn(
  value: Json,
  words: { readonly subject: string; readonly text: string },
): Json {
  if (typeof value === 'string')
    return value.replaceAll(/\{(subject|text)\}/gu, (_hole, name) =>
      name === 'subject' ? words.subject : words.text,
    )
  if (Array.isArray(value)) return value.map((each: Json) => filledIn(each, words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, filledIn(each ?? null, words)]),
  )
}
