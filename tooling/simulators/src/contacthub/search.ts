import { isRecord } from './json-schema.ts'
import { valueAt } from './shown.ts'

type Test = (record: unknown) => boolean

/** A query that cannot be understood; the text says why. */
export interface BadQuery {
  readonly refusal: string
}

/** What a search asks for, as a test of a shown record. */
export function queryTest(text: string, forbidden: ReadonlySet<string>): Test | BadQuery {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { refusal: 'query is not valid JSON' }
  }
  return isRecord(parsed)
    ? named(parsed['query'], forbidden)
    : { refusal: 'query must be an object' }
}

function named(query: unknown, forbidden: ReadonlySet<string>): Test | BadQuery {
  if (!isRecord(query)) return { refusal: 'query is missing' }
  if (query['type'] === 'simple') {
    const { are } = query
    return isRecord(are) ? condition(are['condition'], forbidden) : { refusal: 'are is missing' }
  }
  if (query['type'] !== 'combined') return { refusal: 'type must be simple or combined' }
  const tests = all(query['queries'], (each) => named(each, forbidden))
  if ('refusal' in tests) return tests
  const [first, ...others] = tests
  switch (query['conjunction']) {
    case 'INTERSECT':
      return (record) => tests.every((test) => test(record))
    case 'UNION':
      return (record) => tests.some((test) => test(record))
    case 'EXCEPT':
      return (record) => first?.(record) === true && !others.some((test) => test(record))
    default:
      return { refusal: 'conjunction must be INTERSECT, UNION or EXCEPT' }
  }
}

function condition(given: unknown, forbidden: ReadonlySet<string>): Test | BadQuery {
  if (!isRecord(given)) return { refusal: 'condition is missing' }
  if (given['type'] === 'composite') {
    const tests = all(given['conditions'], (each) => condition(each, forbidden))
    if ('refusal' in tests) return tests
    if (given['conjunction'] === 'and') return (record) => tests.every((test) => test(record))
    if (given['conjunction'] === 'or') return (record) => tests.some((test) => test(record))
    return { refusal: 'conjunction must be and or or' }
  }
  if (given['type'] !== 'atomic') return { refusal: 'type must be atomic or composite' }
  const { attribute, operator, value } = given
  if (typeof attribute !== 'string' || forbidden.has(attribute))
    return { refusal: `attribute ${String(attribute)} is not supported` }
  const matches = typeof operator === 'string' ? operators[operator] : undefined
  if (matches === undefined) return { refusal: `operator ${String(operator)} is not supported` }
  return (record) => matches(valueAt(record, attribute), value)
}

function all(given: unknown, make: (each: unknown) => Test | BadQuery): readonly Test[] | BadQuery {
  if (!Array.isArray(given)) return { refusal: 'a list is missing' }
  const tests: Test[] = []
  for (const each of given) {
    const test = make(each)
    if ('refusal' in test) return test
    tests.push(test)
  }
  return tests
}

const operators: Readonly<Record<string, (found: unknown, value: unknown) => boolean>> = {
  EQUALS: (found, value) => order(found, value) === 0,
  NOT_EQUALS: (found, value) => order(found, value) !== 0,
  GT: (found, value) => order(found, value) > 0,
  GTE: (found, value) => order(found, value) >= 0,
  LT: (found, value) => order(found, value) < 0,
  LTE: (found, value) => order(found, value) <= 0,
  BETWEEN: (found, value) =>
    Array.isArray(value) && order(found, value[0]) >= 0 && order(found, value[1]) <= 0,
  // Of a text, as the vendor's own client uses it: contains.
  IN: (found, value) =>
    Array.isArray(value)
      ? value.includes(found)
      : typeof found === 'string' && found.includes(String(value)),
  NOT_IN: (found, value) => Array.isArray(value) && !value.includes(found),
  IS_NULL: (found) => (found ?? null) === null,
  IS_NOT_NULL: (found) => (found ?? null) !== null,
}

/** Instants are compared as such, however they are written; what cannot be compared is neither more nor less. */
function order(found: unknown, value: unknown): number {
  const one = comparable(found)
  const other = comparable(value)
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one === 'string' && typeof other === 'string')
    return one === other ? 0 : one < other ? -1 : 1
  return one === other ? 0 : Number.NaN
}

function comparable(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T|$)/.test(value)) return value
  const ms = Date.parse(value.replace(/\+0000$/, 'Z'))
  return Number.isNaN(ms) ? value : ms
}
