import { currencyExponent } from '@cartograph/core'

/** What a number is, named as metrics name it. */
export type ValueFormat =
  /** In minor units of an ISO 4217 currency. */
  | { readonly type: 'money'; readonly currency: string }
  | { readonly type: 'count' }
  | { readonly type: 'number' }
  /** Of one: `0.25` is 25 %. */
  | { readonly type: 'share' }
  | { readonly type: 'days' }

/** A value in full, as people of that language write it: `€1,234.50`, `1 234,5 %`. */
export function formatValue(value: number, format: ValueFormat, locale: string): string {
  switch (format.type) {
    case 'money':
      return inCurrency(value, format.currency, locale)
    case 'count':
      return formatter(locale, { maximumFractionDigits: 0 }).format(value)
    case 'number':
      return formatter(locale, { maximumFractionDigits: 2 }).format(value)
    case 'share':
      return formatter(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value)
    case 'days':
    default:
      return formatter(locale, {
        style: 'unit',
        unit: 'day',
        unitDisplay: 'long',
        maximumFractionDigits: 1,
      }).format(value)
  }
}

/**
 * Values of one axis, short and yet each different from the others: `€0`, `€500`, `€1K`.
 *
 * As few decimals as tell them apart.
 */
export function formatTicks(
  values: readonly number[],
  format: ValueFormat,
  locale: string,
): readonly string[] {
  for (const decimals of [0, 1, 2, 3]) {
    const written = values.map((value) => shortly(value, format, locale, decimals))
    if (new Set(written).size === values.length) return written
  }
  return values.map((value) => formatValue(value, format, locale))
}

/** One value with three digits that count: for places where there is no room for the whole. */
export function formatShort(value: number, format: ValueFormat, locale: string): string {
  const major = Math.abs(majorUnits(value, format))
  if (major < 100 || (major < 1000 && format.type !== 'money'))
    return formatValue(value, format, locale)
  return shortly(value, format, locale, major < 1000 ? 0 : major < 1_000_000 ? 1 : 2)
}

/** A change as a share, with its sign: `+12.3%`. */
export function formatChange(share: number, locale: string): string {
  return formatter(locale, {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 10 ? 1 : 0,
    signDisplay: 'exceptZero',
  }).format(share)
}

/** Of what is money the major units; fractions of them are as near as a number comes. */
function majorUnits(value: number, format: ValueFormat): number {
  return format.type === 'money' ? value / 10 ** exponentOf(format.currency) : value
}

function exponentOf(currency: string): number {
  return currencyExponent(currency) ?? 2
}

function shortly(value: number, format: ValueFormat, locale: string, decimals: number): string {
  const major = majorUnits(value, format)
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: decimals }
  if (format.type === 'share')
    return formatter(locale, { style: 'percent', ...digits }).format(major)
  const compact = { notation: 'compact', ...digits } as const
  return format.type === 'money'
    ? formatter(locale, { ...currencyStyle(format.currency), ...compact }).format(major)
    : formatter(locale, compact).format(major)
}

/** By text rather than by division, so that every cent of an amount up to 2^53 is right. */
function inCurrency(value: number, currency: string, locale: string): string {
  const exponent = exponentOf(currency)
  const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent }
  const whole = String(Math.abs(Math.round(value))).padStart(exponent + 1, '0')
  const split = whole.length - exponent
  const decimal = `${value < 0 ? '-' : ''}${whole.slice(0, split)}.${whole.slice(split)}0`
  return formatter(locale, { ...currencyStyle(currency), ...digits }).format(
    decimal as Intl.StringNumericLiteral,
  )
}

function currencyStyle(currency: string) {
  return { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
}

const formatters = new Map<string, Intl.NumberFormat>()

/** Making one takes longer than writing a hundred numbers with it. */
function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, options)
  formatters.set(key, made)
  return made
}
