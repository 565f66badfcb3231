export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

/**
 * An object as it is kept: in the newest version's shape, its nested lists as plain arrays, references as ids.
 *
 * Keys that begin with `~` are shown to older versions only; `rest/version.ts` knows where they go.
 */
export interface StripeObject extends JsonObject {
  readonly id: string
  readonly object: string
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The id that a reference holds, whether it is expanded or not. */
export function idIn(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  if (!isJsonObject(value)) return undefined
  return typeof value['id'] === 'string' ? value['id'] : undefined
}

/** What stands at a path such as `parent.subscription_details.subscription` or `items.0.price`. */
export function jsonAt(value: Json | undefined, path: string): Json | undefined {
  let here = value
  for (const key of path.split('.')) {
    if (Array.isArray(here)) here = here[Number(key)]
    else here = isJsonObject(here) ? here[key] : undefined
  }
  return here
}

/** A word, number or truth as a parameter would write it; nothing for what has parts. */
export function textIn(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
