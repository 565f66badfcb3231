/**
 * Currencies and the decimals of their minor unit.
 *
 * Source: ISO 4217 list one of 2024-06-25 (compared code by code on 2026-11-24), and XCG, which took the place of ANG in 2025.
 * Funds codes, metals and testing codes are left out.
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html
 */
const byDecimals: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP ' +
    'CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ' +
    'IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN ' +
    'NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
    'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
}

/** Withdrawn currencies that orders of earlier years still carry. */
const withdrawn = { EEK: 2, HRK: 2, LTL: 2, LVL: 2, SLL: 2, VEF: 2, ZWL: 2 }

const exponents: ReadonlyMap<string, number> = new Map([
  ...Object.entries(byDecimals).flatMap(([decimals, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(decimals)]),
  ),
  ...Object.entries(withdrawn),
])

/** The decimals of a currency's minor unit in ISO 4217 (0, 2 or 3), or `undefined` for what is no currency. */
export function currencyExponent(currency: string): number | undefined {
  return exponents.get(currency)
}

/** All codes the model accepts. */
export const currencyCodes: readonly string[] = [...exponents.keys()].toSorted()
