import { currencyExponent, fault, type Json } from '@cartograph/core'
import type { TemplateFilter } from './parse-template.ts'

/** In which language and zone numbers and instants are written. */
export interface TemplateManner {
  /** BCP 47; default `en`. */
  readonly language?: string
  /** Default UTC. */
  readonly timeZone?: string
}

/** A value as people read it, before it is escaped. */
export function shownValue(
  value: Json | undefined,
  filter: Exclude<TemplateFilter, { readonly name: 'or' }> | undefined,
  {
    name,
    currency,
    manner,
  }: {
    readonly name: string
    readonly currency: Json | undefined
    readonly manner: TemplateManner
  },
): string {
  const { timeZone = 'UTC' } = manner
  const language = supported(manner.language)
  switch (filter?.name) {
    case 'money':
      return moneyText(value, currency, { language, name })
    case 'date':
      return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(
        instantOf(value, name),
      )
    case 'time':
      return new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(
        instantOf(value, name),
      )
    case 'number':
      return new Intl.NumberFormat(language).format(numberOf(value, name))
    case 'url':
    case undefined:
    default:
      return plain(value, name)
  }
}

function supported(language: string | undefined): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language ?? 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** Minor units are cut into whole units as text, so that no amount is ever rounded. */
function moneyText(
  value: Json | undefined,
  currency: Json | undefined,
  { language, name }: { readonly language: string; readonly name: string },
): string {
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/u.test(currency))
    throw unfit(name, 'an amount whose currency is known')
  const exponent = currencyExponent(currency) ?? 2
  const units = String(numberOf(value, name))
  if (!/^-?\d+$/u.test(units)) throw unfit(name, 'a whole number of minor units')
  const digits = units.replace('-', '').padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const part = exponent === 0 ? '' : `.${digits.slice(-exponent)}`
  const decimal = `${units.startsWith('-') ? '-' : ''}${whole}${part}`
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(decimal as Intl.StringNumericLiteral)
}

function numberOf(value: Json | undefined, name: string): number {
  if (typeof value === 'number') return value
  throw unfit(name, 'a number')
}

function instantOf(value: Json | undefined, name: string): number {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isFinite(instant)) return instant
  throw unfit(name, 'an instant or a day')
}

function plain(value: Json | undefined, name: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.join(', ')
  throw unfit(name, 'a text or a number')
}

function unfit(name: string, expected: string): Error {
  return fault({
    kind: 'record',
    message: `${name} is not ${expected}, and cannot be written here.`,
    hint: 'Change the template, or the value where it comes from.',
  })
}
