import { expect, test } from 'vitest'
import { defaultAttribution } from '../../config/index.ts'
import { touchOf } from './touch.ts'

const at = '2026-03-02T10:00:00.000Z'
const nobody = { source: '', medium: '', campaign: '', message: '' }

function campaignOfOrder(row: object, parameters = defaultAttribution.parameters) {
  const settings = { ...defaultAttribution, parameters }
  return touchOf('order', 'shop:1', { placedAt: at, ...row }, settings)?.campaign
}

function campaignOfEvent(row: object) {
  return touchOf('event', 'shop:e1', { at, type: 'page.viewed', ...row }, defaultAttribution)
    ?.campaign
}

test('what the shop noted of the visit counts before the address of its first page', () => {
  const attribution = {
    kind: 'utm',
    campaign: 'spring',
    landingPage: 'https://shop.example/?utm_campaign=other&utm_source=rule',
  }
  expect(campaignOfOrder({ attribution })).toStrictEqual({
    ...nobody,
    source: 'rule',
    campaign: 'spring',
  })
})

test.each([
  ['a visit by a search', { kind: 'organic', source: 'google', medium: 'organic' }],
  ['a visit by another page', { kind: 'referral', source: 'blog.example' }],
  ['values that say that nothing is known', { source: '(direct)', medium: '(none)' }],
  ['empty values', { source: ' ', campaign: '' }],
  ['an address that cannot be read', { landingPage: 'https://[' }],
  ['nothing', undefined],
])('%s is of no campaign', (_what, attribution) => {
  expect(campaignOfOrder({ attribution })).toBeUndefined()
})

test('of several parameters the first that a link has counts', () => {
  const parameters = { ...defaultAttribution.parameters, message: ['di_batch', 'utm_content'] }
  const attribution = { landingPage: '/?di_batch=&utm_content=top&utm_campaign=autumn' }
  expect(campaignOfOrder({ attribution }, parameters)).toStrictEqual({
    ...nobody,
    campaign: 'autumn',
    message: 'top',
  })
})

test('the metadata of a payment is read by the names of parameters', () => {
  const metadata = { utm_campaign: 'spring', toString: 'x', utm_source: 7 }
  expect(campaignOfOrder({ extra: { metadata } })).toStrictEqual({ ...nobody, campaign: 'spring' })
})

test('a page that was opened by a link of a campaign is a touch, and one without parameters is none', () => {
  expect([
    campaignOfEvent({ url: 'https://shop.example/p/1?utm_campaign=spring' }),
    campaignOfEvent({ url: 'https://shop.example/p/1' }),
    campaignOfEvent({ properties: { utm_campaign: 'spring' } }),
  ]).toStrictEqual([
    { ...nobody, campaign: 'spring' },
    undefined,
    { ...nobody, campaign: 'spring' },
  ])
})

test('a click belongs to the campaign that it names, and an open to none', () => {
  const named = { campaign: 'spring', channel: 'email' }
  expect([
    campaignOfEvent({ ...named, type: 'email.clicked' }),
    campaignOfEvent({ ...named, type: 'email.opened' }),
  ]).toStrictEqual([{ ...nobody, medium: 'email', campaign: 'spring' }, undefined])
})

test('a cart that became an order names it', () => {
  const row = { createdAt: at, orderId: 'shop:1', attribution: { campaign: 'spring' } }
  expect(touchOf('cart', 'shop:k1', row, defaultAttribution)).toStrictEqual({
    entity: 'cart',
    id: 'shop:k1',
    at: Date.parse(at),
    order: 'shop:1',
    campaign: { ...nobody, campaign: 'spring' },
  })
})

test('a value that is too long for a key is cut, between letters', () => {
  const attribution = { campaign: `${'🛒'.repeat(100)}end` }
  expect(campaignOfOrder({ attribution })?.campaign).toBe('🛒'.repeat(100))
})
