import { expect, test } from 'vitest'
import { nothingWritten, originsIn, shareWish } from './share-wish.ts'

test('a link to a dashboard is held to what is seen, and lets choose what was ticked', () => {
  expect(
    shareWish(
      { ...nothingWritten, what: 'dashboards/overview', choices: ['range'] },
      { range: 'last7', stores: ['shop:main'] },
    ),
  ).toStrictEqual({
    section: 'dashboards',
    target: 'overview',
    settings: { range: 'last7', stores: ['shop:main'] },
    choices: ['range'],
    origins: [],
  })
})

test('a portal says by itself what it is held to', () => {
  const written = { ...nothingWritten, what: 'portals/clients', choices: ['range'] } as const
  expect(shareWish(written, { range: 'last7' })).toStrictEqual({
    section: 'portals',
    target: 'clients',
    settings: {},
    choices: [],
    origins: [],
  })
})

test('a link is good on its last day, where whoever makes it is', () => {
  const wish = shareWish(
    {
      ...nothingWritten,
      what: 'dashboards/overview',
      password: 'open sesame',
      lastDay: '2026-12-31',
    },
    {},
  )
  expect(wish).toMatchObject({
    password: 'open sesame',
    expiresAt: new Date(2026, 11, 31, 23, 59, 59, 999).toISOString(),
  })
})

test('of pages their origins are taken, once each; what is no address is sent as it was written', () => {
  expect(
    originsIn(
      'https://shop.example/pages/figures, https://shop.example\nhttps://intra.example:8443/ nothing',
    ),
  ).toStrictEqual(['https://shop.example', 'https://intra.example:8443', 'nothing'])
  expect(originsIn(' \n')).toStrictEqual([])
})
