/** Names that people write and that the platform's English names of countries do not have. */
const otherNames: Readonly<Record<string, string>> = {
  america: 'US',
  'bolivia plurinational state of': 'BO',
  bosnia: 'BA',
  britain: 'GB',
  'brunei darussalam': 'BN',
  burma: 'MM',
  'cape verde': 'CV',
  'cote d ivoire': 'CI',
  'czech republic': 'CZ',
  'dr congo': 'CD',
  'east timor': 'TL',
  eire: 'IE',
  england: 'GB',
  'great britain': 'GB',
  holland: 'NL',
  'hong kong': 'HK',
  'iran islamic republic of': 'IR',
  'ivory coast': 'CI',
  korea: 'KR',
  'korea republic of': 'KR',
  'lao pdr': 'LA',
  macao: 'MO',
  macau: 'MO',
  macedonia: 'MK',
  'moldova republic of': 'MD',
  myanmar: 'MM',
  'northern ireland': 'GB',
  palestine: 'PS',
  'republic of ireland': 'IE',
  'republic of korea': 'KR',
  rsa: 'ZA',
  'russian federation': 'RU',
  scotland: 'GB',
  'slovak republic': 'SK',
  swaziland: 'SZ',
  'syrian arab republic': 'SY',
  'taiwan province of china': 'TW',
  'tanzania united republic of': 'TZ',
  turkey: 'TR',
  'u k': 'GB',
  'u s': 'US',
  'u s a': 'US',
  uae: 'AE',
  uk: 'GB',
  'united states of america': 'US',
  usa: 'US',
  vatican: 'VA',
  'venezuela bolivarian republic of': 'VE',
  'viet nam': 'VN',
  wales: 'GB',
}

/** Codes that the platform has names for and that are no countries of ISO 3166: unions, exceptional reservations, tests. */
const noCountries = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'ZZ',
])

let known: ReadonlyMap<string, string> | undefined

/**
 * The ISO 3166-1 code of two letters for a code or an English name, or `undefined`.
 *
 * `Éire`, `RSA`, `USA` and `United Kingdom` are known. What is several countries or none, such as `Channel Islands`, `European
 * Community` or `Unspecified`, is not: a wrong country is worse than a missing one. Withdrawn codes become their successor's.
 */
export function countryOf(text: string): string | undefined {
  known ??= namesOfCountries()
  const trimmed = text.trim()
  if (/^[A-Za-z]{2}$/.test(trimmed)) return canonicalCode(trimmed.toUpperCase())
  const name = plain(trimmed)
  return known.get(name)
}

/** There are 676 codes of two letters, and asking for one takes longer than everything else about an address. */
const canonical = new Map<string, string | undefined>()

function canonicalCode(code: string): string | undefined {
  if (canonical.has(code)) return canonical.get(code)
  const region = new Intl.Locale(`und-${code}`).region
  const found = region !== undefined && knownCodes().has(region) ? region : undefined
  canonical.set(code, found)
  return found
}

let codes: ReadonlySet<string> | undefined

function knownCodes(): ReadonlySet<string> {
  codes ??= new Set(namesOfCountries().values())
  return codes
}

function namesOfCountries(): ReadonlyMap<string, string> {
  const display = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const names = new Map<string, string>()
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    // Withdrawn codes have the name of their successor, whose code is the canonical one.
    if (noCountries.has(code) || new Intl.Locale(`und-${code}`).region !== code) continue
    const name = display.of(code)
    if (name !== undefined) names.set(plain(name), code)
  }
  for (const [name, code] of Object.entries(otherNames)) names.set(name, code)
  return names
}

/** Without case, accents, punctuation, `the`, `and`, `&`. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/\b(?:the|and)\b/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
}
