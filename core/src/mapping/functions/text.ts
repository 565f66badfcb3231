import type { Json } from '../../v1/words.ts'
import { listOf, ofOne, type Family } from '../definition.ts'
import { exactOf, toText } from '../exact.ts'
import { isList } from '../node.ts'
import { trouble, unfit } from '../trouble.ts'

/** Text, numbers (as plain decimals, never with an exponent) and true or false as text. */
export function textOf(value: NonNullable<Json>, call: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value !== 'number') throw unfit(call, 'text or a number', value)
  if (Number.isSafeInteger(value)) return String(value)
  const exact = exactOf(value, call)
  return exact === null || exact === undefined ? '' : toText(exact)
}

const scalars = ['string', 'number', 'integer', 'boolean'] as const

function onText(says: string, change: (text: string) => Json) {
  return {
    says,
    takes: 'value',
    accepts: scalars,
    gives: ['string'],
    compile: (parts) => ofOne(parts, (value) => change(textOf(value, parts.call))),
  } as const satisfies Family[`$${string}`]
}

export const text: Family = {
  $string: onText('The value as text.', (value) => value),
  $trim: onText('Without white space at both ends.', (value) => value.trim()),
  $lower: onText('In lower case, by no language’s rules.', (value) => value.toLowerCase()),
  $upper: onText('In upper case, by no language’s rules.', (value) => value.toUpperCase()),
  $concat: {
    says: 'All values as one text; missing and null add nothing.',
    takes: 'values',
    gives: ['string'],
    compile(parts) {
      const list = listOf(parts)
      return (here, scope) => {
        const values = list(here, scope)
        if (values === null || values === undefined) return values
        let joined = ''
        for (const value of values)
          if (value !== null && value !== undefined) joined += textOf(value, parts.call)
        return joined
      }
    },
  },
  $join: {
    says: 'The values of a list as one text with `with` between them; missing and null are left out.',
    takes: 'values',
    named: { with: { is: 'value', optional: true } },
    gives: ['string'],
    compile(parts) {
      const list = listOf(parts)
      const between = parts.named['with']
      return (here, scope) => {
        const values = list(here, scope)
        if (values === null || values === undefined) return values
        const filled = values.filter((value) => value !== null && value !== undefined)
        const separator = between?.evaluate(here, scope) ?? ''
        return filled.map((value) => textOf(value, parts.call)).join(textOf(separator, parts.call))
      }
    },
  },
  $split: {
    says: 'The parts of a text between the separators `at`; blank text gives an empty list.',
    takes: 'value',
    named: { at: { is: 'text' } },
    accepts: scalars,
    gives: ['array'],
    compile(parts) {
      const at = parts.text['at'] ?? ''
      if (at === '') throw trouble('the separator `at` is empty')
      return ofOne(parts, (value) => {
        const whole = textOf(value, parts.call)
        return whole.trim() === '' ? [] : whole.split(at).map((part) => part.trim())
      })
    },
  },
  $replace: {
    says: 'Every `find` in the text replaced by `by`, literally.',
    takes: 'value',
    named: { find: { is: 'text' }, by: { is: 'value' } },
    accepts: scalars,
    gives: ['string'],
    compile(parts) {
      const find = parts.text['find'] ?? ''
      if (find === '') throw trouble('the text to `find` is empty')
      const { evaluate } = parts.value
      return (here, scope) => {
        const value = evaluate(here, scope)
        if (value === null || value === undefined) return value
        const by = parts.named['by']?.evaluate(here, scope) ?? ''
        const replacement = textOf(by, parts.call)
        return textOf(value, parts.call).replaceAll(find, () => replacement)
      }
    },
  },
  $slice: {
    says: 'Part of a text or list, from `from` up to but without `to`; negative numbers count from the end.',
    takes: 'value',
    named: { from: { is: 'value', optional: true }, to: { is: 'value', optional: true } },
    compile(parts) {
      const { evaluate } = parts.value
      const { from, to } = parts.named
      return (here, scope) => {
        const value = evaluate(here, scope)
        if (value === null || value === undefined) return value
        const start = place(from?.evaluate(here, scope), parts.call) ?? 0
        const end = place(to?.evaluate(here, scope), parts.call)
        return isList(value) ? value.slice(start, end) : textOf(value, parts.call).slice(start, end)
      }
    },
  },
}

function place(value: Json | undefined, call: string): number | undefined {
  if (value === null || value === undefined) return undefined
  if (!Number.isInteger(value)) throw unfit(call, 'a whole number', value)
  return value as number
}
