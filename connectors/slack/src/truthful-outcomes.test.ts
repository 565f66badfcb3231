import type { Outcome } from '@cartograph/core'
import { startSlack, type Mishap } from '@cartograph/simulators/slack'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { messageOf } from './testing/items.ts'

/** How often a message may stand in its channel, by what is said of it. */
const timesBy: Readonly<Record<Outcome['status'], readonly number[]>> = {
  ok: [1],
  failed: [0],
  untouched: [0],
  unknown: [0, 1],
  skipped: [0],
  pending: [0],
}

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(400, 403, 404, 408, 429, 500, 503),
  }),
  fc.record({
    kind: fc.constant('error' as const),
    name: fc.constantFrom('invalid_auth', 'internal_error', 'ratelimited', 'no_text', 'new_error'),
  }),
  fc.constantFrom<Mishap>({ kind: 'truncated' }, { kind: 'page' }),
)

test.each(['token', 'webhookUrl'] as const)(
  'with a %s, whatever Slack answers, what is said of a message is true',
  async (way) => {
    await fc.assert(
      fc.asyncProperty(fc.array(mishap, { maxLength: 6 }), async (mishaps) => {
        const slack = await startSlack()
        try {
          slack.next(...mishaps)
          const { token, apiBase, webhookUrl } = slack
          const context = testContext(
            way === 'token' ? { token, apiBase, channel: 'C0ORDERS01' } : { webhookUrl },
          )
          const items = ['A', 'B', 'C', 'D'].map((key) => messageOf(key))
          const outcomes = await sinksOf(context.config).messages.write(context, items)
          for (const [index, { status }] of outcomes.entries()) {
            const said = slack.messages.filter(({ text }) => text === `Order ${'ABCD'[index]}`)
            expect(timesBy[status]).toContain(said.length)
          }
        } finally {
          await slack.close()
        }
      }),
      { numRuns: 60 },
    )
  },
  30_000,
)
