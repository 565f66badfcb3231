import { expect, test } from 'vitest'
import { defaultIdentity } from '../../config/index.ts'
import { bookInMemory, inMemory } from './book-in-memory.ts'
import { componentsOf } from './components.ts'
import type { Decision } from './decision.ts'
import { explain } from './explanation.ts'
import { memberOf, personIdOf, type Member } from './member.ts'

const settings = { ...defaultIdentity, recordsPerIdentifier: 2 }

function made(id: string, since: number, values: readonly (readonly [string, string])[]): Member {
  const own = values.map(([namespace, value]) => ({ namespace, value }))
  return memberOf(id, since, own, settings)
}

const web = made('web', 1, [['email', 'ida@example.com']])
const payments = made('payments', 2, [
  ['email', 'ida@example.com'],
  ['phone', '+4520123456'],
])
const till = made('till', 3, [['phone', '+4520123456']])

function explained(members: readonly Member[], decisions: readonly Decision[] = []) {
  const [component] = inMemory(componentsOf(bookInMemory(members, decisions), ['web'], settings))
  if (component === undefined) throw new Error('There is no component.')
  return explain(component, settings.rules, personIdOf('web'))
}

test('a merge is explained by the way of shared identifiers from the oldest record', () => {
  expect(explained([till, payments, web])).toStrictEqual({
    person: personIdOf('web'),
    members: ['web', 'payments', 'till'],
    joins: [
      {
        member: 'payments',
        path: [{ left: 'web', right: 'payments', by: { rule: 1, key: 'email:ida@example.com' } }],
      },
      {
        member: 'till',
        path: [
          { left: 'web', right: 'payments', by: { rule: 1, key: 'email:ida@example.com' } },
          { left: 'payments', right: 'till', by: { rule: 2, key: 'phone:+4520123456' } },
        ],
      },
    ],
    refusals: [],
    shared: [],
    leftOut: [],
  })
})

test('a merge that staff undid is explained by their word', () => {
  const apart: Decision = { left: 'payments', right: 'web', says: 'apart', at: 4, by: 'lone' }
  expect(explained([web, payments], [apart])).toMatchObject({
    members: ['web'],
    refusals: [
      {
        left: 'web',
        right: 'payments',
        by: { rule: 1, key: 'email:ida@example.com' },
        because: 'apart',
      },
    ],
  })
})

test('an identifier that too many records have is named', () => {
  const others = ['a', 'b'].map((id) => made(id, 9, [['email', 'ida@example.com']]))
  expect(explained([web, ...others])).toMatchObject({
    members: ['web'],
    shared: ['email:ida@example.com'],
  })
})
