import {
  changeWords,
  wordsKnown,
  writeSpellings,
  type Dialect,
  type PersonWord,
  type StoredPerson,
  type Work,
} from '../../store/index.ts'
import { isSpelled, spellingsOf } from './words.ts'

/** Keeps persons findable by the words that they have now, and no more by those that they had. */
export function* moveWords(
  dialect: Dialect,
  org: string,
  before: ReadonlyMap<string, Pick<StoredPerson, 'words'>>,
  after: readonly Pick<StoredPerson, 'id' | 'words'>[],
): Work<void> {
  const added: PersonWord[] = []
  const removed: PersonWord[] = []
  for (const { id, words } of after) {
    const old = new Set(wordsIn(before.get(id)?.words))
    const now = new Set(wordsIn(words))
    for (const word of now) if (!old.has(word)) added.push({ word, person: id })
    for (const word of old) if (!now.has(word)) removed.push({ word, person: id })
  }
  const names = [...new Set(added.map(({ word }) => word))].filter(isSpelled)
  const known = new Set((yield* wordsKnown(dialect, org, names)).map(({ word }) => word))
  yield* changeWords(dialect, org, added, removed)
  yield* writeSpellings(
    dialect,
    org,
    names
      .filter((word) => !known.has(word))
      .flatMap((word) => spellingsOf(word).map((spelling) => ({ spelling, word }))),
  )
}

function wordsIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : (JSON.parse(text) as readonly string[])
}
