/** A value of Stripe's form encoding: text, or what brackets made of it. */
export type Form = string | readonly Form[] | FormObject

export interface FormObject {
  readonly [key: string]: Form
}

type Growing = Map<string, string | Growing>

/**
 * Reads `created[gte]=1&expand[]=data.customer&items[0][price]=p` into nested values.
 *
 * An object whose keys are `0`, `1`, … or empty is a list.
 */
export function formOf(text: string): FormObject {
  const root: Growing = new Map()
  let unnamed = 0
  for (const [name, value] of new URLSearchParams(text)) {
    const [head = '', ...rest] = name.split('[')
    const keys = [head, ...rest.map((part) => part.replace(/\]$/u, ''))]
    let here = root
    for (const key of keys.slice(0, -1)) {
      const next = here.get(key)
      const inner: Growing = typeof next === 'object' ? next : new Map()
      here.set(key, inner)
      here = inner
    }
    const last = keys.at(-1) ?? ''
    here.set(last === '' && keys.length > 1 ? String((unnamed += 1)) : last, value)
  }
  return objectOf(root)
}

/** A list, or the one value that was sent instead of a list. */
export function listIn(value: Form | undefined): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [value]
  return Object.values(value).filter((item) => typeof item === 'string')
}

function objectOf(growing: Growing): FormObject {
  return Object.fromEntries([...growing].map(([key, value]) => [key, valueOf(value)]))
}

function valueOf(value: string | Growing): Form {
  if (typeof value === 'string') return value
  const isList = [...value.keys()].every((key) => /^\d+$/u.test(key))
  return isList ? [...value.values()].map(valueOf) : objectOf(value)
}
