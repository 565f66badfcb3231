import { ofOne, type Family } from '../definition.ts'
import { compared, rounded, toNumber } from '../exact.ts'
import { unfit } from '../trouble.ts'
import { asText, exactNode } from './operands.ts'
import { textOf } from './text.ts'

export const number: Family = {
  $number: {
    says: 'Decimal text as the number nearest to it; blank text is missing.',
    takes: 'value',
    accepts: ['string', 'number', 'integer'],
    gives: ['number'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      return (here, scope) => {
        const value = exact(here, scope)
        return value === null || value === undefined ? value : toNumber(value)
      }
    },
  },
  $integer: {
    says: 'Decimal text as a whole number; what has decimals or is too large is a fault.',
    takes: 'value',
    accepts: ['string', 'number', 'integer'],
    gives: ['integer'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      return (here, scope) => {
        const value = exact(here, scope)
        if (value === null || value === undefined) return value
        const whole = toNumber(value)
        if (!Number.isSafeInteger(whole) || compared(value, rounded(value, 0)) !== 0)
          throw unfit(parts.call, 'a whole number', parts.value.evaluate(here, scope))
        return whole
      }
    },
  },
  $boolean: {
    says: 'true for true, yes, y, on, 1; false for false, no, n, off, 0; blank text is missing, anything else a fault.',
    takes: 'value',
    accepts: ['string', 'number', 'integer', 'boolean'],
    gives: ['boolean'],
    compile: (parts) =>
      ofOne(parts, (value) => {
        if (typeof value === 'boolean') return value
        const word = textOf(value, parts.call).trim().toLowerCase()
        if (word === '') return undefined
        if (['true', 'yes', 'y', 'on', '1'].includes(word)) return true
        if (['false', 'no', 'n', 'off', '0'].includes(word)) return false
        throw unfit(parts.call, 'true, yes, 1, false, no or 0', value)
      }),
  },
  $round: {
    says: 'The decimal to so many `places` (default 0), half away from zero.',
    takes: 'value',
    named: { places: { is: 'value', optional: true } },
    accepts: ['string', 'number', 'integer'],
    gives: ['string'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      const { places } = parts.named
      return asText((here, scope) => {
        const value = exact(here, scope)
        const count = places?.evaluate(here, scope) ?? 0
        if (!Number.isInteger(count) || Math.abs(count as number) > 20)
          throw unfit(parts.call, 'places from -20 to 20', count)
        return value === null || value === undefined ? value : rounded(value, count as number)
      })
    },
  },
}
