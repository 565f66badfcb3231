/**
 * A language and a country as Contacthub has them: `it-IT` is `it_IT`, and `it` with the country IT too.
 *
 * `undefined` where no country is known, because a locale without one is refused.
 */
export function localeOf(
  language: string | null | undefined,
  country: string | null | undefined,
): string | undefined {
  const [, tongue, region] =
    /^([a-z]{2})(?:[-_]\w{4})?(?:[-_]([a-z]{2}))?$/i.exec(language ?? '') ?? []
  const place = (region ?? country ?? '').toUpperCase()
  if (tongue === undefined || !/^[A-Z]{2}$/.test(place)) return undefined
  return `${tongue.toLowerCase()}_${place}`
}

/** The English name of a country, or its code where it has none. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}
