import { expect, test } from 'vitest'
import { defaultIdentity } from '../../config/index.ts'
import type { IdentityBook } from './book.ts'
import { bookInMemory, inMemory } from './book-in-memory.ts'
import { memberOf, type Member } from './member.ts'
import { recluster } from './recluster.ts'

function made(id: string, emails: readonly string[]): Member {
  const identifiers = emails.map((value) => ({ namespace: 'email', value }))
  return memberOf(id, 1, identifiers, defaultIdentity)
}

/** A book that notes which members it is asked for. */
function watched(book: IdentityBook, asked: Set<string>): IdentityBook {
  return {
    ...book,
    members: (ids) => {
      for (const id of ids) asked.add(id)
      return book.members(ids)
    },
  }
}

test('a changed record touches its own person alone, however many there are', () => {
  const others = Array.from({ length: 5000 }, (_, index) =>
    made(`m${index}`, [`${index}@x.example`]),
  )
  const ida = [made('ida1', ['ida@x.example']), made('ida2', ['ida@x.example'])]
  const asked = new Set<string>()
  const book = watched(bookInMemory([...others, ...ida], []), asked)
  const change = {
    members: new Map([['ida3', made('ida3', ['ida@x.example'])]]),
    decisions: new Map(),
  }
  const clusters = inMemory(recluster(book, change, defaultIdentity))
  expect(clusters.map(({ members }) => members)).toStrictEqual([['ida1', 'ida2', 'ida3']])
  expect([...asked].toSorted()).toStrictEqual(['ida1', 'ida2', 'ida3'])
})

test('an address that a hundred thousand records have is not walked through', () => {
  const holders = Array.from({ length: 100_000 }, (_, index) =>
    made(`m${index}`, ['shop@x.example']),
  )
  const asked = new Set<string>()
  const book = watched(bookInMemory(holders, []), asked)
  const change = {
    members: new Map([['ida', made('ida', ['shop@x.example', 'ida@x.example'])]]),
    decisions: new Map(),
  }
  const clusters = inMemory(recluster(book, change, defaultIdentity))
  expect(clusters.map(({ members }) => members)).toStrictEqual([['ida']])
  expect([...asked]).toStrictEqual(['ida'])
})
