import {
  personsWithWord,
  wordsAmong,
  wordsBeginning,
  wordsKnown,
  wordsSpelled,
  type CountedWord,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { termsOf, type Term } from './query.ts'
import { isNear, isSpelled, spellingsOf } from './words.ts'

export interface Found {
  /** Names of persons, those that fit best first. */
  readonly persons: readonly string[]
  /** Whether there may be more. */
  readonly isCut: boolean
}

/** So many persons of the rarest term are looked at; who asks for what half the world has sees some of them. */
const mostLookedAt = 20_000
const mostBeginnings = 30
const mostSpellings = 200
/** Persons whose words are asked for at once. */
const batch = 2000

/** A term with the words that fulfil it, and how well each does. */
interface Wanted {
  readonly weights: ReadonlyMap<string, number>
  readonly persons: number
}

/**
 * Finds persons by anything that is known of them; all that was typed must fit.
 *
 * Names may be begun only, or have a letter too many, too few, wrong, or two swapped. Everything else must be right.
 */
export function* searchPersons(
  dialect: Dialect,
  org: string,
  query: string,
  limit: number,
): Work<Found> {
  const wanted: Wanted[] = []
  for (const term of termsOf(query)) wanted.push(yield* wordsFor(dialect, org, term))
  const [rarest, ...others] = wanted.toSorted((one, other) => one.persons - other.persons)
  if (rarest === undefined) return { persons: [], isCut: false }
  const words = [...rarest.weights.keys()]
  const begun = yield* personsWithWord(dialect, org, words, mostLookedAt)
  let scores = new Map<string, number>()
  for (const { word, person } of begun) raise(scores, person, rarest.weights.get(word) ?? 0)
  for (const term of others) {
    if (scores.size === 0) break
    scores = yield* narrowed(dialect, org, scores, term)
  }
  const best = [...scores].toSorted(
    ([one, oneScore], [other, otherScore]) => otherScore - oneScore || (one < other ? -1 : 1),
  )
  return {
    persons: best.slice(0, limit).map(([person]) => person),
    isCut: best.length > limit || begun.length === mostLookedAt,
  }
}

const weight = { exact: 4, begun: 2, mistyped: 1 } as const

function* wordsFor(dialect: Dialect, org: string, term: Term): Work<Wanted> {
  if (term.kind === 'exact') {
    const known = yield* wordsKnown(dialect, org, term.words)
    return wantedOf(known.map((each) => [each, weight.exact]))
  }
  const { word } = term
  const begun = yield* wordsBeginning(dialect, org, word, mostBeginnings)
  const near = isSpelled(word)
    ? (yield* wordsSpelled(dialect, org, spellingsOf(word), mostSpellings)).filter((each) =>
        isNear(each, word),
      )
    : []
  const mistyped = yield* wordsKnown(dialect, org, near)
  return wantedOf([
    ...mistyped.map((each) => [each, weight.mistyped] as const),
    ...begun.map((each) => [each, each.word === word ? weight.exact : weight.begun] as const),
  ])
}

/** Of a word that fits in two ways the better one, which comes last, counts. */
function wantedOf(words: readonly (readonly [CountedWord, number])[]): Wanted {
  const weights = new Map(words.map(([{ word }, points]) => [word, points]))
  const counts = new Map(words.map(([{ word, persons }]) => [word, persons]))
  return { weights, persons: [...counts.values()].reduce((sum, each) => sum + each, 0) }
}

/** Those of some persons who fulfil one more term. */
function* narrowed(
  dialect: Dialect,
  org: string,
  scores: ReadonlyMap<string, number>,
  { weights }: Wanted,
): Work<Map<string, number>> {
  const persons = [...scores.keys()]
  const found = new Map<string, number>()
  for (let at = 0; at < persons.length; at += batch) {
    const some = persons.slice(at, at + batch)
    for (const { word, person } of yield* wordsAmong(dialect, org, [...weights.keys()], some))
      raise(found, person, weights.get(word) ?? 0)
  }
  return new Map([...found].map(([person, points]) => [person, points + (scores.get(person) ?? 0)]))
}

function raise(scores: Map<string, number>, person: string, points: number): void {
  scores.set(person, Math.max(scores.get(person) ?? 0, points))
}
