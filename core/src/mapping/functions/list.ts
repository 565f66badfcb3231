import { canonicalise } from '../../json/index.ts'
import type { Json } from '../../v1/words.ts'
import { listOf, ofOne, type Definition, type Family } from '../definition.ts'
import { isList, sameElements } from '../node.ts'
import { byValue } from '../order.ts'
import { unfit, within } from '../trouble.ts'
import { decide } from './choice.ts'

function onList(
  says: string,
  gives: Definition['gives'],
  make: (list: readonly Json[]) => Json | undefined,
): Definition {
  return {
    says,
    takes: 'value',
    accepts: ['array'],
    ...(gives !== undefined && { gives }),
    compile(parts) {
      const result = ofOne(parts, (value) => {
        if (!isList(value)) throw unfit(parts.call, 'a list', value)
        return make(value)
      })
      return gives === undefined ? result : { ...sameElements(parts.value), evaluate: result }
    },
  }
}

export const list: Family = {
  $each: {
    says: 'A list with `as` made of every element; as long as before, with null where nothing could be made.',
    takes: 'value',
    named: { as: { is: 'element', result: true } },
    accepts: ['array'],
    gives: ['array'],
    compile({ value, named, call }) {
      const as = named['as'] ?? { evaluate: () => undefined }
      const make = as.evaluate
      const elements = value.evaluate
      return {
        walk: { list: elements, as },
        evaluate(here, scope) {
          const given = elements(here, scope)
          if (given === null || given === undefined) return given
          if (!isList(given)) throw unfit(call, 'a list', given)
          const made: Json[] = []
          try {
            for (const element of given) made.push(make(element, scope) ?? null)
          } catch (error) {
            throw within(error, made.length)
          }
          return made
        },
      }
    },
  },
  $filter: {
    says: 'The elements for which `where` is true.',
    takes: 'value',
    named: { where: { is: 'element' } },
    accepts: ['array'],
    gives: ['array'],
    compile({ value, named, call }) {
      const where = named['where']
      return {
        ...sameElements(value),
        evaluate(here, scope) {
          const given = value.evaluate(here, scope)
          if (given === null || given === undefined) return given
          if (!isList(given)) throw unfit(call, 'a list', given)
          return given.filter((element) => decide(where?.evaluate(element, scope), call))
        },
      }
    },
  },
  $sort: {
    says: 'The list in the order of `by` (default: the elements themselves), equals as they were; `descending` turns it round. Missing comes last.',
    takes: 'value',
    named: {
      by: { is: 'element', optional: true },
      direction: { is: 'text', optional: true, oneOf: ['ascending', 'descending'] },
    },
    accepts: ['array'],
    gives: ['array'],
    compile({ value, named, text, call }) {
      const by = named['by']?.evaluate ?? ((element: Json | undefined) => element)
      const sign = text['direction'] === 'descending' ? -1 : 1
      return {
        ...sameElements(value),
        evaluate(here, scope) {
          const given = value.evaluate(here, scope)
          if (given === null || given === undefined) return given
          if (!isList(given)) throw unfit(call, 'a list', given)
          const keyed = given.map((element) => ({ element, key: by(element, scope) }))
          return keyed
            .toSorted((first, second) => byValue(first.key, second.key, sign))
            .map(({ element }) => element)
        },
      }
    },
  },
  $first: onList('The first element.', undefined, (elements) => elements[0]),
  $last: onList('The last element.', undefined, (elements) => elements.at(-1)),
  $count: {
    ...onList(
      'How many elements there are, null included.',
      undefined,
      (elements) => elements.length,
    ),
    gives: ['integer'],
  },
  $unique: onList(
    'The list without what was there before; the first stays.',
    ['array'],
    (elements) => {
      const seen = new Set<string>()
      return elements.filter((element) => {
        const size = seen.size
        return seen.add(canonicalise(element)).size > size
      })
    },
  ),
  $flatten: {
    says: 'The elements of lists in a list, one level; missing and null lists add nothing.',
    takes: 'values',
    gives: ['array'],
    compile(parts) {
      const lists = listOf(parts)
      return (here, scope) =>
        lists(here, scope)?.flatMap((element) =>
          element === null || element === undefined ? [] : element,
        )
    },
  },
}
