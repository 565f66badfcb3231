import type { Path } from './document.ts'

/** Variables by their names, and secrets of the store by theirs with `secret:` before them. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface Substituted {
  readonly value: unknown
  /** Variables and secrets that are not set, each with its place. */
  readonly missing: readonly { readonly name: string; readonly path: Path }[]
  /** Placeholders of another form, such as `${NAME}`. */
  readonly unknown: readonly { readonly text: string; readonly path: Path }[]
}

const placeholder = /\$\$\{|\$\{([^}]*)\}/g

/**
 * Puts variables of the environment and secrets into every text: `${env:NAME}`, `${secret:name}`, also in the middle; `$${` stands for `${`.
 *
 * Runs on the parsed value, so nothing in a variable can change the structure of the file.
 */
export function substitute(value: unknown, environment: Environment): Substituted {
  const missing: { name: string; path: Path }[] = []
  const unknown: { text: string; path: Path }[] = []
  const replaced = (text: string, path: Path) =>
    text.replaceAll(placeholder, (whole: string, inner: string | undefined) => {
      if (inner === undefined) return '${'
      const name = variableName(inner)
      if (name === undefined) unknown.push({ text: whole, path })
      const found = name === undefined ? undefined : environment[name]
      if (name !== undefined && found === undefined) missing.push({ name, path })
      return found ?? whole
    })
  return { value: mapTexts(value, [], replaced), missing, unknown }
}

/** The values of the variables that a text names. */
export function variablesIn(text: string, environment: Environment): readonly string[] {
  return [...text.matchAll(placeholder)]
    .map(([, inner]) => (inner === undefined ? undefined : variableName(inner)))
    .map((name) => (name === undefined ? undefined : environment[name]))
    .filter((found) => found !== undefined && found !== '') as string[]
}

/** Names of the secrets that a value takes, in any of its texts. */
export function secretsIn(value: unknown): readonly string[] {
  const found = new Set<string>()
  mapTexts(value, [], (text) => {
    for (const [, inner = ''] of text.matchAll(placeholder)) {
      const name = secretName(inner)
      if (name !== undefined) found.add(name)
    }
    return text
  })
  return [...found]
}

/** Under which name an environment has a secret of the store. */
export function secretVariable(name: string): string {
  return `secret:${name}`
}

/** Whether a text says nothing but which variables and secrets it takes. */
export function isOnlyPlaceholders(text: string): boolean {
  return (
    /\$\{(?:env|secret):/.test(text) &&
    text.replaceAll(/\$\{(?:env:\w+|secret:[\w.-]+)\}|["'\s]/g, '') === ''
  )
}

function variableName(inner: string): string | undefined {
  const secret = secretName(inner)
  if (secret !== undefined) return secretVariable(secret)
  return /^env:([A-Za-z_]\w*)$/.exec(inner)?.[1]
}

function secretName(inner: string): string | undefined {
  return /^secret:([A-Za-z][\w.-]{0,119})$/.exec(inner)?.[1]
}

function mapTexts(
  value: unknown,
  path: Path,
  replaced: (text: string, path: Path) => string,
): unknown {
  if (typeof value === 'string') return replaced(value, path)
  if (Array.isArray(value))
    return value.map((item: unknown, index) => mapTexts(item, [...path, index], replaced))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapTexts(item, [...path, key], replaced)]),
  )
}

/** An object made of keys and values, as files give them; nothing of a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Keys and values of an object as files give them; none where it is something else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isPlainObject(value) ? Object.entries(value) : []
}
