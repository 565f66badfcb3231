import type { Outcome } from '@cartograph/core'
import { startMailServer, type Mishap } from '@cartograph/simulators/smtp'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { mailOf } from './testing/items.ts'

/** How often a mail may be at the server, by what is said of it. */
const timesBy: Readonly<Record<Outcome['status'], readonly number[]>> = {
  ok: [1],
  failed: [0],
  untouched: [0],
  unknown: [0, 1],
  skipped: [0],
  pending: [0],
}

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.constant<Mishap>({ kind: 'hangUp' }),
  fc.record({
    kind: fc.constant('cut' as const),
    at: fc.constantFrom('auth' as const, 'mail' as const, 'recipient' as const, 'dot' as const),
  }),
  fc.record({
    kind: fc.constant('reply' as const),
    at: fc.constantFrom('auth' as const, 'mail' as const, 'recipient' as const, 'dot' as const),
    code: fc.constantFrom(421, 450, 451, 452, 550, 552, 554),
  }),
)

test('whatever a mail server does and when, what is said of a mail is true', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(mishap, { maxLength: 6 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 4 }),
      async (mishaps, isGreylisting, count) => {
        const server = await startMailServer({ tls: 'never' })
        try {
          server.weather.greylist(isGreylisting)
          server.weather.next(...mishaps)
          const { host, port, user, password } = server
          const context = testContext({
            host,
            port,
            user,
            password,
            encryption: 'none',
            from: 'orders@shop.example',
          })
          const items = Array.from({ length: count }, (_none, index) => mailOf(`A${index}`))
          const outcomes = await sinksOf(context.config).mails.write(context, items)
          expect(outcomes).toHaveLength(count)
          for (const [index, { status }] of outcomes.entries()) {
            const arrived = server.mails.filter(({ text }) =>
              text.includes(`Subject: Order A${index}\r\n`),
            )
            expect(timesBy[status]).toContain(arrived.length)
          }
        } finally {
          await server.close()
        }
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
