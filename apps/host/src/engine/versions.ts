import { fault } from '@cartograph/core'

const dayMs = 86_400_000

/**
 * A version as text that sorts as the vendor counts.
 *
 * Numbers are padded to one width; text must have one width already. An instant more than a day ahead of the engine's
 * clock is dropped: a till whose clock is wrong must not freeze a key for years.
 *
 * @throws a `contract` fault for what cannot be sorted.
 */
export function versionText(version: unknown, now: number): string | null {
  if (version === undefined || version === null) return null
  if (typeof version === 'number') {
    if (!Number.isSafeInteger(version) || version < 0)
      throw fault({
        kind: 'contract',
        message: `A version must be a whole number from 0 up, got ${version}.`,
      })
    return isInstant(version) && version > now + dayMs ? null : String(version).padStart(16, '0')
  }
  if (typeof version !== 'string')
    throw fault({
      kind: 'contract',
      message: `A version must be a number or text, got ${typeof version}.`,
    })
  const instant = /^\d{4}-\d\d-\d\d/.test(version) ? Date.parse(version) : Number.NaN
  return instant > now + dayMs ? null : version
}

/** Revisions are small; an instant in milliseconds is not. */
function isInstant(version: number): boolean {
  return version > 1e12 && version < 1e14
}
