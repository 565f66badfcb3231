export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

/** JSON as PHP writes it by default: slashes escaped, everything beyond ASCII as `\u…`. */
export function phpJson(value: Json): string {
  return JSON.stringify(value).replaceAll(/[/\u007f-\uffff]/gu, (character) =>
    character === '/' ? String.raw`\/` : escaped(character),
  )
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text, or a number as text: amounts come as either. */
export function textOr(value: Json | undefined, fallback: string): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : fallback
}

function escaped(character: string): string {
  let text = ''
  for (let index = 0; index < character.length; index += 1) {
    text += String.raw`\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }
  return text
}
