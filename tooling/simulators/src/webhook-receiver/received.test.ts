import { expect, test } from 'vitest'

import { holdingOf } from './received.ts'

/** One thing in a list. */
const element = (id: string, key: string, data: object) => ({ id, op: 'write', key, data })

const post = { method: 'POST', path: '/hook' }

test('a receiver that looks at ids takes each once', () => {
  const holding = holdingOf(true)
  for (const id of ['1', '1', '2']) holding.take({ ...post, id, body: { id: 'A', total: 7 } })
  expect(holding.held()).toStrictEqual([{ key: 'A', body: { id: 'A', total: 7 }, times: 2 }])
})

test('a receiver that does not is told of everything', () => {
  const holding = holdingOf(false)
  for (const id of ['1', '1']) holding.take({ ...post, id, body: { id: 'A' } })
  expect(holding.held()).toMatchObject([{ times: 2 }])
})

test('of a list each element has its own id, and all are taken or none', () => {
  const holding = holdingOf(true)
  holding.take({ ...post, id: 'x', body: [element('1', 'A', {}), element('2', 'B', {})] })
  holding.take({ ...post, id: 'y', body: [element('2', 'B', {}), element('3', 'C', {})] })
  const refusal = holding.take({
    ...post,
    id: 'z',
    body: [element('4', 'D', {}), element('5', 'E', { refuse: 1 })],
  })
  expect(refusal).toContain('refuse')
  expect(holding.held().map(({ key, times }) => [key, times])).toStrictEqual([
    ['A', 1],
    ['B', 1],
    ['C', 1],
  ])
})

test('a deletion takes away what its address or its envelope names', () => {
  const holding = holdingOf(true)
  holding.take({ ...post, id: '1', body: { id: 'a b' } })
  holding.take({ id: '2', method: 'DELETE', path: '/hook/a%20b?x=1', body: null })
  expect(holding.held()).toStrictEqual([])
})

test('told that a person is erased, it forgets what names them and nothing else', () => {
  const holding = holdingOf(true)
  holding.take({ ...post, id: '1', body: { id: 'A', email: 'ida@example.com' } })
  holding.take({ ...post, id: '2', body: { id: 'B', email: 'per@example.com' } })
  holding.take({ ...post, id: '3', body: { type: 'person.erased', email: 'ida@example.com' } })
  expect(holding.held().map(({ key }) => key)).toStrictEqual(['B'])
})
