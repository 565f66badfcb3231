import { expect, test } from 'vitest'
import { draftOf, mappingOf, withRule } from './mapping-draft.ts'

const mapping = {
  id: 'order',
  when: '$.paid',
  fields: { id: '$.id', total: { $money: '$.total' } },
}

test('a draft that nobody changed makes the mapping that it is of', () => {
  expect(mappingOf(draftOf(mapping))).toStrictEqual({ mapping, problems: {} })
})

test('a rule that is emptied is gone, and one that cannot be read is told by its field', () => {
  const draft = withRule(withRule(draftOf(mapping), 'id', ''), 'total', '{ $money')
  const made = mappingOf(draft)
  expect([made.mapping['fields'], Object.keys(made.problems)]).toStrictEqual([{}, ['total']])
})
