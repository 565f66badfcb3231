import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A row of the customers' file, as a shop's export and a till's would have it. */
export interface BenchCustomer {
  readonly id: string
  readonly source: 'shop' | 'till'
  readonly first: string
  readonly last: string
  readonly email: string
  readonly phone: string
  readonly born: string
  readonly gender: 'female' | 'male'
  readonly city: string
  readonly tier: string
  readonly created: string
}

const syllables = 'an ber ka lo mi ne so ta vi ro el ja pe ni ma li fre gus hol ing'.split(' ')
const endings = ['sen', 'gaard', 'holm', 'berg', 'lund'] as const
const firstNames = 2000
const lastNames = 30_000
const startedAt = Date.UTC(2020, 0, 1)

/**
 * The customer of an index: every third is the till's record of the one before, known by the phone number alone. Few names are many
 * people's, most are few people's, as names are.
 */
export function benchCustomer(index: number, change = 0): BenchCustomer {
  const isTill = index % 3 === 2
  const person = isTill ? index - 1 : index
  const draw = draws(person)
  const first = wordOf(skewed(draw(), firstNames) * 3)
  const number = skewed(draw(), lastNames)
  const last = wordOf(number) + (endings[number % endings.length] ?? '')
  const year = 1930 + Math.floor(draw() * 80)
  return {
    id: String(index),
    source: isTill ? 'till' : 'shop',
    first,
    last: change === 0 ? last : `${last}-${change}`,
    email: isTill ? '' : `${first}.${last}.${person}@example.com`.toLowerCase(),
    phone: `+45${20_000_000 + person}`,
    born: `${year}-02-03`,
    gender: draw() < 0.5 ? 'female' : 'male',
    city: wordOf(skewed(draw(), 500)),
    tier: draw() < 0.05 ? 'gold' : 'common',
    created: new Date(startedAt + index * 1000).toISOString(),
  }
}

/** Writes the first customers to a file, one a line; some of them changed. */
export async function writeCustomers(
  path: string,
  count: number,
  changed: { readonly every: number; readonly change: number } = { every: 0, change: 0 },
): Promise<void> {
  const lines = function* (): Iterable<string> {
    for (let index = 0; index < count; index += 1) {
      const isChanged = changed.every > 0 && index % changed.every === 0
      yield `${JSON.stringify(benchCustomer(index, isChanged ? changed.change : 0))}\n`
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

/** Numbers between 0 and 1 that are the same for the same seed. */
function draws(seed: number): () => number {
  let state = ((seed + 1) * 48_271) % 2_147_483_647
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function skewed(draw: number, count: number): number {
  return Math.floor(count * draw ** 3)
}

function wordOf(number: number): string {
  let word = ''
  for (let rest = number + 7, length = 0; length < 2 + (number % 2); length += 1) {
    word += syllables[rest % syllables.length] ?? ''
    rest = Math.floor(rest / syllables.length) + number
  }
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
