import { expect, test } from 'vitest'
import { countryOf } from './country.ts'

/** The 38 values of the country column of a British retailer's export. */
const retail: readonly (readonly [string, string | undefined])[] = [
  ['Australia', 'AU'],
  ['Austria', 'AT'],
  ['Bahrain', 'BH'],
  ['Belgium', 'BE'],
  ['Brazil', 'BR'],
  ['Canada', 'CA'],
  ['Channel Islands', undefined],
  ['Cyprus', 'CY'],
  ['Czech Republic', 'CZ'],
  ['Denmark', 'DK'],
  ['EIRE', 'IE'],
  ['European Community', undefined],
  ['Finland', 'FI'],
  ['France', 'FR'],
  ['Germany', 'DE'],
  ['Greece', 'GR'],
  ['Hong Kong', 'HK'],
  ['Iceland', 'IS'],
  ['Israel', 'IL'],
  ['Italy', 'IT'],
  ['Japan', 'JP'],
  ['Lebanon', 'LB'],
  ['Lithuania', 'LT'],
  ['Malta', 'MT'],
  ['Netherlands', 'NL'],
  ['Norway', 'NO'],
  ['Poland', 'PL'],
  ['Portugal', 'PT'],
  ['RSA', 'ZA'],
  ['Saudi Arabia', 'SA'],
  ['Singapore', 'SG'],
  ['Spain', 'ES'],
  ['Sweden', 'SE'],
  ['Switzerland', 'CH'],
  ['USA', 'US'],
  ['United Arab Emirates', 'AE'],
  ['United Kingdom', 'GB'],
  ['Unspecified', undefined],
]

test.each(retail)('%s is %s', (name, code) => {
  expect(countryOf(name)).toBe(code)
})

test.each([
  ['se', 'SE'],
  ['UK', 'GB'],
  ['BU', 'MM'],
  ['EU', undefined],
  ['XX', undefined],
  ['ZZ', undefined],
  [' the Netherlands ', 'NL'],
  ["Côte d'Ivoire", 'CI'],
  ['Bosnia and Herzegovina', 'BA'],
  ['Bosnia & Herzegovina', 'BA'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ['toString', undefined],
  ['', undefined],
])('%s is %s', (text, code) => {
  expect(countryOf(text)).toBe(code)
})
