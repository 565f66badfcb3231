import { deleteMatching, insertNew, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'

export interface PersonWord {
  readonly word: string
  readonly person: string
}

/** A word, how many persons have it, and in which spellings it is found. */
export interface CountedWord {
  readonly word: string
  readonly persons: number
}

const addWord = insertNew('person_word', ['org', 'word', 'person'])
const dropWord = deleteMatching('person_word', ['org', 'word', 'person'])
const countWord = insertOrReplace('person_word_count', ['org', 'word', 'persons'], {
  persons: 'person_word_count.persons + excluded.persons',
})
const dropCount = deleteMatching('person_word_count', ['org', 'word'], 'persons <= 0')
const addSpelling = insertNew('person_spelling', ['org', 'spelling', 'word'])

/** Adds words that persons did not have, and takes away words that they had. */
export function* changeWords(
  _dialect: Dialect,
  org: string,
  added: readonly PersonWord[],
  removed: readonly PersonWord[],
): Work<void> {
  yield* bulk(
    dropWord,
    removed.map(({ word, person }) => [org, word, person]),
  )
  yield* bulk(
    addWord,
    added.map(({ word, person }) => [org, word, person]),
  )
  const counts = new Map<string, number>()
  for (const { word } of added) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const { word } of removed) counts.set(word, (counts.get(word) ?? 0) - 1)
  const moved = [...counts].filter(([, change]) => change !== 0)
  yield* bulk(
    countWord,
    moved.map(([word, change]) => [org, word, change]),
  )
  yield* bulk(
    dropCount,
    moved.filter(([, change]) => change < 0).map(([word]) => [org, word]),
  )
}

/** Those of some words that somebody has. */
export function* wordsKnown(
  { build, within }: Dialect,
  org: string,
  words: readonly string[],
): Work<readonly CountedWord[]> {
  if (words.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_word_count')
      .select(['word', 'persons'])
      .where('org', '=', org)
      .where('word', 'in', within(words))
      .orderBy('word'),
  )
}

/** Words that begin with a text, in their order. */
export function* wordsBeginning(
  { build }: Dialect,
  org: string,
  text: string,
  limit: number,
): Work<readonly CountedWord[]> {
  return yield* all(
    build
      .selectFrom('person_word_count')
      .select(['word', 'persons'])
      .where('org', '=', org)
      .where('word', '>=', text)
      .where('word', '<', `${text}\u{10FFFF}`)
      .orderBy('word')
      .limit(limit),
  )
}

/** Keeps under which spellings words are found. A word that nobody has any more leaves its spellings: they lead to nobody. */
export function* writeSpellings(
  _dialect: Dialect,
  org: string,
  spellings: readonly { readonly spelling: string; readonly word: string }[],
): Work<void> {
  yield* bulk(
    addSpelling,
    spellings.map(({ spelling, word }) => [org, spelling, word]),
  )
}

/** Takes away the spellings of words that nobody has any more. */
export function* dropIdleSpellings({ build }: Dialect, org: string): Work<void> {
  yield* run(
    build
      .deleteFrom('person_spelling')
      .where('org', '=', org)
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('person_word_count')
              .select('person_word_count.word')
              .whereRef('person_word_count.org', '=', 'person_spelling.org')
              .whereRef('person_word_count.word', '=', 'person_spelling.word'),
          ),
        ),
      ),
  )
}

/** Words that are found under some spellings. */
export function* wordsSpelled(
  { build, within }: Dialect,
  org: string,
  spellings: readonly string[],
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('person_spelling')
      .select('word')
      .distinct()
      .where('org', '=', org)
      .where('spelling', 'in', within(spellings))
      .orderBy('word')
      .limit(limit),
  )
  return rows.map(({ word }) => word)
}

/** Persons that have one of some words, after one of them, in the order of the words and the persons. */
export function* personsWithWord(
  { build, within }: Dialect,
  org: string,
  words: readonly string[],
  after: PersonWord,
  limit: number,
): Work<readonly PersonWord[]> {
  if (words.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_word')
      .select(['word', 'person'])
      .where('org', '=', org)
      .where('word', 'in', within(words))
      .where((table) =>
        table.or([
          table('word', '>', after.word),
          table.and([table('word', '=', after.word), table('person', '>', after.person)]),
        ]),
      )
      .orderBy('word')
      .orderBy('person')
      .limit(limit),
  )
}

/** Which of some persons have which of some words. */
export function* wordsAmong(
  { build, within }: Dialect,
  org: string,
  words: readonly string[],
  persons: readonly string[],
): Work<readonly PersonWord[]> {
  if (words.length === 0 || persons.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_word')
      .select(['word', 'person'])
      .where('org', '=', org)
      .where('word', 'in', within(words))
      .where('person', 'in', within(persons)),
  )
}
