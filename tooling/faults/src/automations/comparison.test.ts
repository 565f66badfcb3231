import { expect, test } from 'vitest'
import { automationDifferences, type Arrived } from './comparison.ts'
import { expected } from './happenings.ts'

type Run = Arrived['told']['runs'][number]

/** A story in which everything came once. */
function wellToldStory(): Arrived {
  const runs: Run[] = []
  const requests: Arrived['requests'][number][] = []
  const mails: Arrived['mails'][number][] = []
  for (let index = 0; index < expected.orders + expected.visits; index += 1) {
    const at = '2026-11-02T09:00:00.000Z'
    runs.push({
      run: `run-${index}`,
      automation: 'thanks',
      of: `order/shop:${index}`,
      what: 'order.paid',
      at,
      steps: [
        { step: 1, action: 'mail', state: 'acked', at },
        { step: 2, action: 'webhook', state: 'acked', at },
      ],
    })
    requests.push({ id: `key-${index}`, body: `{"order":${index}}` })
    mails.push({ to: ['ida@example.com'], subject: `Order ${index}` })
  }
  const tags = Object.fromEntries(expected.people.map((email) => [email, ['buyer']]))
  return { requests, mails, told: { kind: 'told', runs, tags } }
}

const withFirstMail = (story: Arrived, state: Run['steps'][number]['state']): Arrived => ({
  ...story,
  told: {
    ...story.told,
    runs: story.told.runs.map((run, index) =>
      index > 0
        ? run
        : { ...run, steps: run.steps.map((step) => (step.step === 1 ? { ...step, state } : step)) },
    ),
  },
})

test('a story in which everything came once has no differences', () => {
  expect(automationDifferences(wellToldStory())).toStrictEqual([])
})

test('a mail that came twice is noticed', () => {
  const story = wellToldStory()
  const mails = [...story.mails, ...story.mails.slice(0, 1)]
  expect(automationDifferences({ ...story, mails })).toStrictEqual([
    'doubled: the mail to ida@example.com Order 0 came 2 times',
  ])
})

test('a mail that did not come is lost where it is said to be sent, and not where nobody knows', () => {
  const story = wellToldStory()
  const lost = { ...story, mails: story.mails.slice(1) }
  expect([
    automationDifferences(lost),
    automationDifferences(withFirstMail(lost, 'unknown')),
  ]).toStrictEqual([['lost: 1 mails are said to be sent, and never came'], []])
})

test('a webhook under two keys, or with two bodies under one, is noticed', () => {
  const story = wellToldStory()
  const [first] = story.requests
  if (first === undefined) throw new Error('There is no webhook.')
  const doubled = [...story.requests, { ...first, id: 'another' }]
  const changed = [...story.requests, { ...first, body: '{}' }]
  expect(automationDifferences({ ...story, requests: doubled })).toHaveLength(2)
  expect(automationDifferences({ ...story, requests: changed })).toContain(
    'the webhook key-0 came with two bodies',
  )
})

test('a step that is left open is noticed', () => {
  expect(automationDifferences(withFirstMail(wellToldStory(), 'sent'))).toStrictEqual([
    'thanks of order/shop:0, step 1: sent ',
  ])
})
