import { expect, test } from 'vitest'
import { tokenHash } from '../rights/index.ts'
import { wayOfRequest } from './way-of-request.ts'

function way(path: string, headers: Record<string, string> = {}) {
  return wayOfRequest(new Request(`http://localhost${path}`, { headers }))
}

test('a token says of which organisation a call is, whatever name stands beside it', () => {
  const headers = { authorization: 'Bearer abc', 'x-organisation': 'solsikke' }
  expect(way('/api/status', headers)).toStrictEqual({ kind: 'token', hash: tokenHash('abc') })
})

test('without a token the name counts that was chosen', () => {
  expect(way('/api/me', { 'x-organisation': 'solsikke' })).toStrictEqual({
    kind: 'named',
    id: 'solsikke',
  })
  expect(way('/api/me')).toBeUndefined()
})

test('people come in at the whole installation, whatever name stands beside it', () => {
  const headers = { 'x-organisation': 'solsikke' }
  for (const path of ['auth/sign-in/email', 'setup', 'invitations/accept'])
    expect(way(`/api/${path}`, headers)).toBeUndefined()
})

test('addresses are known by their unguessable parts', () => {
  expect(way('/hooks/shop/abc/below')).toStrictEqual({ kind: 'address', token: 'abc' })
  expect(way('/surfaces/sitoo/till/abc/below')).toStrictEqual({ kind: 'address', token: 'abc' })
  expect(way('/served/feeds/all/abc')).toStrictEqual({ kind: 'address', token: 'abc' })
  expect(way('/carts/abc')).toStrictEqual({ kind: 'cart', token: 'abc' })
  expect(way('/pages/keykeyke.1.abc.def')).toStrictEqual({ kind: 'page', key: 'keykeyke' })
})

test('the link of a share is known by the hash of its token, and so is what its page asks for', () => {
  const share = { kind: 'share', hash: tokenHash('abc') }
  expect(way('/share/abc')).toStrictEqual(share)
  const headers = { authorization: 'Bearer other', 'x-organisation': 'solsikke' }
  expect(way('/api/shared/abc/logo', headers)).toStrictEqual(share)
})

test('what lies elsewhere is of no organisation', () => {
  expect(way('/health')).toBeUndefined()
  expect(way('/')).toBeUndefined()
})
