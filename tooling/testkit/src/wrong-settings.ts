import { isObject, type MarkedValue } from './marked-values.ts'

/** The same settings with secrets that look alike and are others: their last characters are turned round. */
export function withWrongSecrets(settings: unknown, secrets: readonly MarkedValue[]): unknown {
  return secrets.reduce(
    (result, { path, value }) => replaced(result, path, altered(value)),
    settings,
  )
}

/** Stays in the form that a schema may ask for: only letters and digits at the end change, each to another of its kind. */
function altered(secret: string): string {
  const at = Math.max(0, secret.length - 6)
  const tail = secret
    .slice(at)
    .replaceAll(/[0-8]/g, (digit) => String(Number(digit) + 1))
    .replaceAll(/[a-eA-E]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1))
    .replaceAll(/[g-yG-Y]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1))
  return `${secret.slice(0, at)}${tail}`
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
