import { expect, test } from 'vitest'
import type { CartDocument } from '../../config/index.ts'
import { moneyText } from './cart-document.ts'
import { readyMail } from './ready-mail.ts'
import { stepInput } from './step-input.ts'

const document: CartDocument = {
  cart: 'shop:7',
  connection: 'shop',
  step: 1,
  email: 'anna@shop.example',
  firstName: 'Anna',
  link: 'https://data.shop.example/carts/abc',
  unsubscribeLink: 'https://data.shop.example/pages/def',
  currency: 'DKK',
  total: 184_700,
  totalText: '1.847,00 kr.',
  count: 1,
  lines: [{ quantity: 2, name: 'Cup & <b>saucer</b>', total: 184_700, totalText: '1.847,00 kr.' }],
  createdAt: '2026-11-02T10:00:00.000Z',
  updatedAt: '2026-11-02T10:00:00.000Z',
}

test('the ready mail lists what lies in the cart, in the language of the step', () => {
  expect(readyMail(document, { language: 'da' })).toMatchObject({
    to: ['anna@shop.example'],
    subject: 'Du glemte noget i din kurv',
    text: [
      'Hej Anna,',
      'Det her ligger stadig i din kurv. Vi har gemt det til dig.',
      '2 × Cup & <b>saucer</b>  1.847,00 kr.',
      'I alt: 1.847,00 kr.',
      'Tilbage til kurven: https://data.shop.example/carts/abc',
      'Ikke flere mails som denne: https://data.shop.example/pages/def',
    ].join('\n\n'),
    purpose: 'marketing',
    unsubscribe: { url: 'https://data.shop.example/pages/def', oneClick: true },
  })
})

test('names are escaped in HTML', () => {
  const { html } = readyMail(document, { language: 'en' })
  expect(html).toContain('2 × Cup &amp; &lt;b&gt;saucer&lt;/b&gt;')
})

test('a line break in a name ends neither a line nor a header', () => {
  const broken = { ...document, firstName: 'Anna\r\nBcc: eve@evil.example' }
  const { text } = readyMail(broken, { language: 'en' })
  expect(text).toContain('Hello Anna Bcc: eve@evil.example,')
})

test('words of the merchant take the place of the usual ones', () => {
  const mail = { language: 'en' as const, subject: 'Still there?', button: 'Pay now' }
  const made = readyMail(document, mail)
  expect(made['subject']).toBe('Still there?')
  expect(made['text']).toContain('Pay now: https://data.shop.example/carts/abc')
})

test('a step of its own input is made by expressions over the cart', async () => {
  const input = {
    key: '$.cart',
    body: {
      email: '$.email',
      recovery_url: '$.link',
      items: { $each: '$.lines', as: { title: '$.name' } },
    },
  }
  const step = {
    afterMs: 0,
    connection: 'hooks',
    action: 'request',
    input,
    mail: { language: 'en' as const },
  }
  expect(await stepInput({ id: 'web', steps: [step] }, 0, document)).toStrictEqual({
    key: 'shop:7',
    body: {
      email: 'anna@shop.example',
      recovery_url: 'https://data.shop.example/carts/abc',
      items: [{ title: 'Cup & <b>saucer</b>' }],
    },
  })
})

test('amounts are written with the digits of their currency', () => {
  expect([
    moneyText(184_700, 'DKK', 'da'),
    moneyText(500, 'JPY', 'en'),
    moneyText(-5, 'EUR', 'en'),
    moneyText(5, undefined, 'en'),
  ]).toStrictEqual(['1.847,00\u00a0kr.', '¥500', '-€0.05', undefined])
})
