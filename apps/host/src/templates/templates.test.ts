import { faultOf } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withCampaignInHtml, withCampaignInText } from './campaign-links.ts'
import { compileCondition } from './compile-expression.ts'
import { compileTemplate } from './compile-template.ts'
import { compileValue } from './compile-value.ts'
import type { TemplateTarget } from './escape.ts'

const context = {
  customer: { firstName: 'Ida', email: 'ida@example.com' },
  order: {
    number: '1001',
    total: 123_450,
    currency: 'DKK',
    placedAt: '2026-11-24T23:30:00.000Z',
    lines: [
      { name: 'Mug', quantity: 2 },
      { name: 'Tea & honey', quantity: 1 },
    ],
  },
}
const render = async (text: string, target: TemplateTarget = 'text', manner = {}) =>
  (await compileTemplate(text, target))(context, manner)
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => faultOf(error).message,
  )

test('paths of the context stand where they are named', async () => {
  expect(await render('Order {{ order.number }} of {{ $.customer.firstName }}.')).toBe(
    'Order 1001 of Ida.',
  )
})

test('a value that is missing has another in its place, or stops everything', async () => {
  expect(await render("Dear {{ customer.lastName | or 'friend' }}")).toBe('Dear friend')
  expect(await refusal(render('Dear {{ customer.lastName }}'))).toBe(
    '$.customer.lastName is missing, and the template cannot do without it.',
  )
})

test('lists are gone through, and parts are left out', async () => {
  expect(
    await render(
      '{{#each order.lines}}{{ item.quantity }} {{ item.name }};{{/each}}{{#if order.note}}N{{else}}-{{/if}}',
    ),
  ).toBe('2 Mug;1 Tea & honey;-')
})

test('amounts and instants are written as people of the language do', async () => {
  const text = '{{ order.total | money order.currency }}, {{ order.placedAt | date }}'
  expect(await render(text)).toBe('DKK\u00A01,234.50, November 24, 2026')
  expect(await render(text, 'text', { language: 'da', timeZone: 'Europe/Copenhagen' })).toBe(
    '1.234,50\u00A0kr., 25. november 2026',
  )
})

test('an amount beyond what a float holds is written to the last unit', async () => {
  const template = await compileTemplate('{{ total | money currency }}', 'text')
  expect(template({ total: 9_007_199_254_740_991, currency: 'EUR' })).toBe('€90,071,992,547,409.91')
  expect(template({ total: -5, currency: 'EUR' })).toBe('-€0.05')
  expect(template({ total: 500, currency: 'JPY' })).toBe('¥500')
})

test.each([
  ['{{ order.number', 'the placeholder that begins with "{{ order.number" is not closed'],
  ['{{#each order.lines}}', '{{#each order.lines}} is not closed'],
  ['{{/each}}', '{{/each}} closes nothing'],
  ['{{else}}', '{{else}} belongs between {{#if …}} and {{/if}}, once'],
  ['{{#with order}}', '{{#with order}} is neither #each nor #if'],
  ['{{ order number }}', '"order number" is no path such as order.number or customer.firstName'],
  [
    '{{ a | shout }}',
    '{{a | shout}} has no filter "shout"; there is or, money, date, time, number, url',
  ],
  ['{{ a | or friend }}', '`or` in {{a | or friend}} expects a text in quotes'],
  ['{{ a | money }}', '`money` in {{a | money}} expects the currency, such as order.currency'],
])('%s is refused', async (text, why) => {
  expect(await refusal(compileTemplate(text, 'text'))).toBe(
    `The template is not understood: ${why}.`,
  )
})

test('names behind plain data are out of reach', async () => {
  expect(await refusal(compileTemplate('{{ customer.__proto__ }}', 'text'))).toMatch(/__proto__/u)
})

test('whatever a value holds, it stays a value in HTML and XML', async () => {
  const parts = { html: 'html', xml: 'xml' } as const
  for (const target of Object.values(parts)) {
    const template = await compileTemplate('<p title="{{ value }}">{{ value }}</p>', target)
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (value) => {
        const inner = template({ value }).slice('<p title="'.length, -'</p>'.length)
        expect(inner.replace('">', '')).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/u)
      }),
    )
  }
})

test('whatever a value holds, JSON around it can be read and gives it back', async () => {
  const template = await compileTemplate('{"a":"{{ value }}"}', 'json')
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (value) => {
      expect(JSON.parse(template({ value }))).toStrictEqual({ a: value })
    }),
  )
})

test('whatever a value holds, it is one parameter of an address', async () => {
  const template = await compileTemplate('https://shop.example/?q={{ value | url }}&b=1', 'text')
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      const { searchParams } = new URL(template({ value }))
      expect([searchParams.get('q'), searchParams.get('b')]).toStrictEqual([value, '1'])
    }),
  )
})

test.each(['\n', '\r', '\r\n', '\u2028'])(
  'a line break (%j) never gets into a header',
  async (sign) => {
    const template = await compileTemplate('Hello {{ name }}', 'line')
    expect(() => template({ name: `Ida${sign}Bcc: all@example.com` })).toThrow(
      '$.name holds a line break, and stands where there is one line.',
    )
  },
)

test('Slack’s own signs in a value mean nothing to it', async () => {
  const template = await compileTemplate('<https://shop.example|{{ name }}>', 'slack')
  expect(template({ name: '<!channel> & co' })).toBe(
    '<https://shop.example|&lt;!channel&gt; &amp; co>',
  )
})

test('a value that is written as it should look keeps its types', async () => {
  const value = await compileValue({
    total: '$.order.total',
    who: '{{ customer.firstName }}',
    shout: { $upper: '$.customer.firstName' },
    none: '$.customer.lastName',
    list: ['$.order.number', 7, null],
  })
  expect(value(context)).toStrictEqual({
    total: 123_450,
    who: 'Ida',
    shout: 'IDA',
    list: ['1001', 7, null],
  })
})

test('a condition is true or not, in both ways to write one', async () => {
  const large = await compileCondition({ $cel: 'row.order.total > 100000' })
  const other = await compileCondition({ $greater: ['$.order.total', 100_000] })
  expect([large(context), other(context), large({ order: { total: 5 } })]).toStrictEqual([
    true,
    true,
    false,
  ])
})

test('links have the parameters of the campaign, but for those that have them and those that are excepted', () => {
  const parameters = new Map([
    ['utm_source', 'cartograph'],
    ['utm_campaign', 'thank you'],
  ])
  const html =
    '<a class="b" href="https://shop.example/a?x=1&amp;utm_source=own">A</a><a href=\'https://own.example/out\'>B</a><img src="https://shop.example/i.png">'
  expect(withCampaignInHtml(html, { parameters, except: ['https://own.example/'] })).toBe(
    '<a class="b" href="https://shop.example/a?x=1&amp;utm_source=own&amp;utm_campaign=thank+you">A</a><a href=\'https://own.example/out\'>B</a><img src="https://shop.example/i.png">',
  )
  expect(withCampaignInText('See https://shop.example/a. Or not.', { parameters })).toBe(
    'See https://shop.example/a?utm_source=cartograph&utm_campaign=thank+you. Or not.',
  )
})

test('only links to one’s own domains, and to what is below them, have the parameters', () => {
  const campaign = { parameters: new Map([['utm_source', 'x']]), domains: ['shop.example'] }
  const text =
    'https://shop.example/a https://www.shop.example/b https://myshop.example/c https://shop.example.org/d'
  expect(withCampaignInText(text, campaign)).toBe(
    'https://shop.example/a?utm_source=x https://www.shop.example/b?utm_source=x https://myshop.example/c https://shop.example.org/d',
  )
})
