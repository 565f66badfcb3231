import { currencyExponent } from '../../commerce/index.ts'
import type { Json } from '../../v1/words.ts'
import type { Family } from '../definition.ts'
import { exactOf, fromMinorUnits, times, toMinorUnits, toText } from '../exact.ts'
import type { Evaluate, Node, Scope } from '../node.ts'
import { trouble, unfit } from '../trouble.ts'
import { exactNode } from './operands.ts'

/** The decimals of the currency that an expression names; looked up once where it is a constant. */
function exponentOf(currency: Node | undefined, call: string) {
  if (currency?.constant !== undefined) {
    const known = exponent(currency.constant.value)
    if (known === undefined) throw trouble('the currency is no ISO 4217 code such as EUR')
    return () => known
  }
  // Rows of one source mostly have one currency, so the last answer is asked first.
  let last: Json | undefined
  let lastKnown = 0
  return (here: Json | undefined, scope: Scope) => {
    const code = currency?.evaluate(here, scope)
    if (code === last && code !== undefined) return lastKnown
    const known = exponent(code)
    if (known === undefined) throw unfit(call, 'a currency such as EUR', code)
    last = code
    lastKnown = known
    return known
  }
}

function exponent(code: Json | undefined): number | undefined {
  return typeof code === 'string'
    ? (currencyExponent(code) ?? currencyExponent(code.trim().toUpperCase()))
    : undefined
}

export const money: Family = {
  $money: {
    says: 'A decimal amount as whole minor units of its `currency`, rounded once, half away from zero; blank text is missing.',
    takes: 'value',
    named: { currency: { is: 'value' } },
    accepts: ['string', 'number', 'integer'],
    gives: ['integer'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      const decimals = exponentOf(parts.named['currency'], parts.call)
      return (here, scope) => {
        const value = exact(here, scope)
        if (value === null || value === undefined) return value
        return toMinorUnits(value, decimals(here, scope))
      }
    },
  },
  $decimal: {
    says: 'Minor units of a `currency` as decimal text: 1250 EUR is 12.50, and 12.5 with `places: needed`.',
    takes: 'value',
    named: {
      currency: { is: 'value' },
      places: { is: 'text', optional: true, oneOf: ['fixed', 'needed'] },
    },
    accepts: ['integer', 'number'],
    gives: ['string'],
    compile(parts) {
      const { evaluate } = parts.value
      const decimals = exponentOf(parts.named['currency'], parts.call)
      const minor: Evaluate = (here, scope) => {
        const value = evaluate(here, scope)
        if (value === null || value === undefined) return value
        if (!Number.isSafeInteger(value)) throw unfit(parts.call, 'whole minor units', value)
        return value
      }
      const exact: Node['exact'] = (here, scope) => {
        const value = minor(here, scope)
        if (value === null || value === undefined) return value
        return fromMinorUnits(value as number, decimals(here, scope))
      }
      const isTrimmed = parts.text['places'] === 'needed'
      return {
        exact,
        evaluate(here, scope) {
          const value = minor(here, scope)
          if (value === null || value === undefined) return value
          const count = decimals(here, scope)
          return isTrimmed
            ? toText(fromMinorUnits(value as number, count))
            : fixed(value as number, count)
        },
      }
    },
  },
  $convert: {
    says: 'Minor units of the currency `from` (default `$.currency`) as minor units of `to`, by the rate of the day of `at`; without a rate it is missing, and says so.',
    takes: 'value',
    volatile: true,
    named: {
      to: { is: 'value' },
      at: { is: 'value' },
      from: { is: 'value', optional: true },
    },
    accepts: ['integer', 'number'],
    gives: ['integer'],
    compile(parts) {
      const { from, to, at } = parts.named
      const { rates } = parts.providers
      return (here, scope) => {
        const value = parts.value.evaluate(here, scope)
        if (value === null || value === undefined) return value
        if (!Number.isSafeInteger(value)) throw unfit(parts.call, 'whole minor units', value)
        const own = from === undefined ? scope.row['currency'] : from.evaluate(here, scope)
        const wanted = to?.evaluate(here, scope)
        const day = at?.evaluate(here, scope)
        const ownExponent = exponent(own)
        const exponentWanted = exponent(wanted)
        if (ownExponent === undefined || typeof own !== 'string')
          throw unfit(parts.call, 'a currency `from` such as EUR', own)
        if (exponentWanted === undefined || typeof wanted !== 'string')
          throw unfit(parts.call, 'a currency `to` such as EUR', wanted)
        if (own === wanted) return value
        if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d/.test(day))
          throw unfit(parts.call, 'an instant or day `at`', day)
        const rate = exactOf(rates?.(own, wanted, day.slice(0, 10)), parts.call)
        if (rate === null || rate === undefined) {
          scope.notes.push(
            rates === undefined
              ? `${parts.call} found no source of exchange rates, so the amount was left out`
              : `${parts.call} found no rate from ${own} to ${wanted} for ${day.slice(0, 10)}, so the amount was left out`,
          )
          return undefined
        }
        return toMinorUnits(
          times(fromMinorUnits(value as number, ownExponent), rate),
          exponentWanted,
        )
      }
    },
  },
}

function fixed(minor: number, decimals: number): string {
  if (decimals === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
