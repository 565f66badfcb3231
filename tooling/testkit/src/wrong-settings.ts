import { isObject, type MarkedValue } from './marked-values.ts'

/** The same settings with secrets that look alike and are others: their last characters are turned round. */
export function withWrongSecrets(settings: unknown, secrets: readonly MarkedValue[]): unknown {
  return secrets.reduce(
    (result, { path, value }) => replaced(result, path, altered(value)),
    settings,
  )
}

/** Circles of characters that look alike to a schema: each is turned into the next of its own. */
const circles = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ']

/** Only letters and digits at the end change, each to another of its kind, so that the form stays what a schema asks for. */
export function altered(secret: string): string {
  const at = Math.max(0, secret.length - 6)
  return `${secret.slice(0, at)}${secret.slice(at).replaceAll(/./g, nextAlike)}`
}

function nextAlike(character: string): string {
  const circle = circles.find((one) => one.includes(character))
  return circle?.at((circle.indexOf(character) + 1) % circle.length) ?? character
}

function replaced(value: unknown, path: readonly string[], text: string): unknown {
  const [name, ...rest] = path
  if (name === undefined) return text
  if (Array.isArray(value))
    return value.map((entry, index): unknown =>
      String(index) === name ? replaced(entry, rest, text) : entry,
    )
  return isObject(value) ? { ...value, [name]: replaced(value[name], rest, text) } : value
}
