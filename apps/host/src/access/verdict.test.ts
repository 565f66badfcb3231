import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { browserPermissions, nodePermissions, permissionNames } from '../rights/index.ts'
import type { Caller } from './caller.ts'
import { judge } from './verdict.ts'

const nodes = ['denmark', 'sweden', 'norway']
const existing = new Set(nodes)
const origins = ['https://shop.example', 'https://other.example']

const callers: fc.Arbitrary<Caller> = fc.record({
  id: fc.constant('t1'),
  name: fc.constant('crm'),
  kind: fc.constantFrom('server', 'browser'),
  permissions: fc.subarray([...permissionNames]),
  nodes: fc.subarray(nodes),
  origins: fc.subarray(origins),
  lastUsedAt: fc.constant(undefined),
})
const questions = fc.record({
  permission: fc.constantFrom(...permissionNames),
  isOfNode: fc.boolean(),
  node: fc.option(fc.constantFrom(...nodes, 'nowhere'), { nil: undefined }),
  origin: fc.option(fc.constantFrom(...origins, 'https://evil.example'), { nil: undefined }),
})

function forAll(predicate: (...args: Parameters<typeof told>) => void): void {
  fc.assert(fc.property(callers, questions, predicate), { numRuns: 1000 })
}

function told(caller: Caller, asked: Parameters<typeof judge>[1]) {
  return judge(caller, asked, existing)
}

test('nobody does what they were not given, unless they may do everything', () => {
  forAll((caller, asked) => {
    fc.pre(!caller.permissions.some((each) => each === asked.permission || each === 'admin'))
    expect(told(caller, asked).allowed).toBe(false)
  })
})

test('a token that is bound to nodes is answered as one of them, or not at all', () => {
  forAll((caller, asked) => {
    fc.pre(caller.nodes.length > 0)
    const verdict = told(caller, asked)
    expect(verdict.allowed ? caller.nodes : [undefined]).toContain(
      verdict.allowed ? verdict.node : undefined,
    )
  })
})

test('a token that is bound to nodes does nothing that speaks of the whole organisation', () => {
  forAll((caller, asked) => {
    fc.pre(caller.nodes.length > 0)
    fc.pre(!asked.isOfNode || !nodePermissions.includes(asked.permission))
    expect(told(caller, asked).allowed).toBe(false)
  })
})

test("a browser's token only writes, and from its own origins", () => {
  forAll((caller, asked) => {
    const isFit =
      browserPermissions.includes(asked.permission) &&
      caller.origins.some((origin) => origin === asked.origin)
    expect(told({ ...caller, kind: 'browser' }, asked).allowed && !isFit).toBe(false)
  })
})

const crm: Caller = {
  id: 't1',
  name: 'crm',
  kind: 'server',
  permissions: ['customers:read'],
  nodes: [],
  origins: [],
  lastUsedAt: undefined,
}
const read = {
  permission: 'customers:read',
  isOfNode: true,
  node: undefined,
  origin: undefined,
} as const

test("a browser's token writes from an origin that it lists", () => {
  const [origin = ''] = origins
  const website = { ...crm, kind: 'browser', permissions: ['events:write'], origins } as const
  const write = { ...read, permission: 'events:write', origin } as const
  expect(told(website, write)).toStrictEqual({ allowed: true, node: undefined })
})

test('without nodes of its own a token is bound to the node that it names, and to none otherwise', () => {
  expect(told(crm, { ...read, node: 'norway' })).toStrictEqual({ allowed: true, node: 'norway' })
  expect(told(crm, read)).toStrictEqual({ allowed: true, node: undefined })
})

test('its only node need not be named; of several one must be', () => {
  expect(told({ ...crm, nodes: ['sweden'] }, read)).toStrictEqual({ allowed: true, node: 'sweden' })
  expect(told({ ...crm, nodes: ['sweden', 'norway'] }, read)).toStrictEqual({
    allowed: false,
    why: 'unnamed',
  })
})

test.each(['denmark', 'nowhere'])(
  'the node %s of somebody else is as if it were not there',
  (node) => {
    expect(told({ ...crm, nodes: ['sweden'] }, { ...read, node })).toStrictEqual({
      allowed: false,
      why: 'node',
    })
  },
)

test('a node of its own that the configuration no longer has is not there', () => {
  expect(told({ ...crm, nodes: ['finland'] }, read)).toStrictEqual({ allowed: false, why: 'node' })
})
