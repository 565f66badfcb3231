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

/** So many persons of the rarest term are looked at: whoever asks for what half the world has sees some of them. */
const mostLookedAt = 20_000
/** Persons that are looked at together. */
const batch = 500
const mostBeginnings = 30
const mostSpellings = 200

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
  const scores = new Map<string, number>()
  let looked = 0
  // The words that fit best come first, so that it can end as soon as there are enough.
  for (const words of byWeight(rarest.weights)) {
    for (let after = start; ;) {
      const some = yield* personsWithWord(dialect, org, words, after, batch)
      const begun = new Map<string, number>()
      for (const { word, person } of some) raise(begun, person, rarest.weights.get(word) ?? 0)
      for (const [person, points] of yield* fitting(dialect, org, begun, others))
        raise(scores, person, points)
      looked += some.length
      if (scores.size > limit || looked >= mostLookedAt) return found(scores, limit, true)
      const last = some.at(-1)
      if (last === undefined || some.length < batch) break
      after = last
    }
  }
  return found(scores, limit, false)
}

const start = { word: '', person: '' }

function found(scores: ReadonlyMap<string, number>, limit: number, isCut: boolean): Found {
  const best = [...scores].toSorted(
    ([one, oneScore], [other, otherScore]) => otherScore - oneScore || (one < other ? -1 : 1),
  )
  return { persons: best.slice(0, limit).map(([person]) => person), isCut }
}

/** The words of a term, those of the same weight together, the best first. */
function byWeight(weights: ReadonlyMap<string, number>): readonly (readonly string[])[] {
  const groups = new Map<number, string[]>()
  for (const [word, points] of weights) groups.set(points, [...(groups.get(points) ?? []), word])
  return [...groups].toSorted(([one], [other]) => other - one).map(([, words]) => words)
}

/** Those of some persons who fulfil all other terms as well. */
function* fitting(
  dialect: Dialect,
  org: string,
  begun: ReadonlyMap<string, number>,
  terms: readonly Wanted[],
): Work<ReadonlyMap<string, number>> {
  let scores = begun
  for (const term of terms) {
    if (scores.size === 0) break
    scores = yield* narrowed(dialect, org, scores, term)
  }
  return scores
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
): Work<ReadonlyMap<string, number>> {
  const points = new Map<string, number>()
  for (const { word, person } of yield* wordsAmong(
    dialect,
    org,
    [...weights.keys()],
    [...scores.keys()],
  ))
    raise(points, person, weights.get(word) ?? 0)
  return new Map([...points].map(([person, own]) => [person, own + (scores.get(person) ?? 0)]))
}

function raise(scores: Map<string, number>, person: string, points: number): void {
  scores.set(person, Math.max(scores.get(person) ?? 0, points))
}
