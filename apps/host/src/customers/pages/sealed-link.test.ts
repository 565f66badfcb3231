import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PageLink } from './page-link.ts'
import { openLink, sealLink } from './sealed-link.ts'

const key = { id: 'abcdefgh', secret: Buffer.alloc(32, 7).toString('base64url'), madeAt: 0 }
const other = { id: 'ijklmnop', secret: Buffer.alloc(32, 8).toString('base64url'), madeAt: 1 }
const link: PageLink = {
  purpose: 'unsubscribe',
  channel: 'email',
  address: 'ida@example.com',
  topic: 'marketing',
}
const sealed = (organisation = 'nordlys', expiresAt = 10_000) =>
  sealLink(link, expiresAt, { key, organisation })
const opened = (text: string, more: Partial<Parameters<typeof openLink>[1]> = {}) =>
  openLink(text, { keys: [other, key], organisation: 'nordlys', now: 1000, ...more })

test('a link says again what it was made of', () => {
  const address = fc.string({ minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(address, fc.integer({ min: 1, max: 4_000_000_000 }), (whom, seconds) => {
      const made = { ...link, address: whom }
      const text = sealLink(made, seconds * 1000, { key, organisation: 'nordlys' })
      expect(opened(text, { now: seconds * 1000 - 1 })).toStrictEqual(made)
    }),
  )
})

test('a link shows nobody whom it is of, and two of the same differ', () => {
  const [first, second] = [sealed(), sealed()]
  expect(second).not.toBe(first)
  const shown = first.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'))
  expect(shown.join('')).not.toMatch(/ida|example|unsubscribe/)
})

test('a link in which any sign was changed is not good', () => {
  const text = sealed()
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.constantFrom('A', 'b', '0', '.', '-'),
      (place, sign) => {
        const changed = text.slice(0, place) + sign + text.slice(place + 1)
        // The last sign of base64 holds bits that nothing is read from.
        const isSame = changed === text || place === text.length - 1
        expect(isSame || opened(changed) === undefined).toBe(true)
      },
    ),
  )
})

test.each([
  ['of another organisation', sealed('other'), {}],
  ['that has ended', sealed(), { now: 10_000 }],
  ['whose key was revoked', sealed(), { keys: [other] }],
  ['that is none', 'abcdefgh.1.aaaa.bbbb', {}],
  ['that is empty', '', {}],
])('a link %s is not good', (_what, text, more) => {
  expect(opened(text, more)).toBeUndefined()
})
