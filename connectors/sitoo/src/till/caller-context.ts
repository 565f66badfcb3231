import type { SurfaceContext } from '@cartograph/core'
import type { Settings } from '../settings.ts'

export type TillContext = SurfaceContext<Settings>

/** Whose numbers are typed without a country code; `undefined` where nobody has said. */
export function countryOf({ config, account }: Pick<TillContext, 'config' | 'account'>) {
  const country = config.till?.country ?? account.country
  return country === 'ZZ' ? undefined : country
}

/** A header of the newer form, which is percent-encoded UTF-8. */
export function decodedHeader(request: Request, name: string): string | undefined {
  const value = request.headers.get(name)
  if (value === null || value === '') return undefined
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
