import { isFault } from '@cartograph/core'
import type { Check } from '../check.ts'
import { isFaultWithin } from '../evidence.ts'
import { mismatch } from '../mismatch.ts'
import { keyOf } from '../stream-keys.ts'
import { htmlAnswer, statusAnswer, type Mishap } from '../traffic.ts'
import { planStream, readStream, sweepPages } from '../walking.ts'
import {
  failingFrom,
  failingPoints,
  healing,
  readLimited,
  retryAfterSeconds,
  swallowed,
} from './failing-reads.ts'
import { eachListed, eachListedApart } from './resume-checks.ts'

const group = 'Network'

export const failureChecks: readonly Check[] = [
  {
    id: 'failure.noDeletes',
    group: 'Incremental and resume',
    name: 'takes no failing page for the end, so that nothing is deleted',
    run: async (suite) => failingFrom(suite, statusAnswer(500), ['transient'], 'answers 500'),
  },
  {
    id: 'failure.sweep',
    group: 'Incremental and resume',
    name: 'takes no failing sweep for the end, so that nothing is deleted',
    run: async (suite) =>
      eachListed(suite, async (scene, name, { list }) => {
        if (list?.keys === undefined) return 'no stream can be swept by its keys'
        const [slice] = await planStream(scene, name)
        if (slice === undefined) return 'there is nothing to sweep'
        const first = scene.traffic.asked.length
        scene.traffic.mishap = (index) => (index > first ? statusAnswer(500) : undefined)
        try {
          for await (const page of sweepPages(scene, name, slice))
            if (page.end === true && scene.traffic.asked.length > first + 1)
              throw swallowed(name, 'while its keys were swept')
        } catch (error) {
          if (!isFaultWithin(error)) throw error
          scene.caught(`sweeping ${name}`, error)
        } finally {
          scene.traffic.mishap = () => undefined
        }
        return undefined
      }),
  },
  {
    id: 'failure.get',
    group: 'Incremental and resume',
    name: 'does not call a record gone because the vendor is down',
    run: async (suite) =>
      eachListed(suite, async (scene, name, { get }) => {
        if (get === undefined) return 'no stream reads single records'
        const { rows } = await readStream(scene, name)
        const [key] = rows.keys()
        if (key === undefined) return 'there is no record to ask for'
        const before = scene.traffic.asked.length
        scene.traffic.mishap = () => statusAnswer(500)
        try {
          const answers = await scene.call(() =>
            get.read(scene.context({ streams: [name] }), [keyOf(key)]),
          )
          if (scene.traffic.asked.length === before) return 'it makes no requests'
          if (answers.length === 1 && isFault(answers[0])) return undefined
          throw mismatch({
            expected: `\`get\` of ${name} to throw where the vendor answers 500`,
            happened: `it answered ${JSON.stringify(answers)}.`,
            mend: 'Only a 404 (or a mark of deletion) means `null`.',
          })
        } catch (error) {
          if (!isFaultWithin(error)) throw error
          scene.caught(`getting a record of ${name}`, error)
          return undefined
        } finally {
          scene.traffic.mishap = () => undefined
        }
      }),
  },
  {
    id: 'network.serverErrorOnce',
    group,
    name: 'reads the same where the vendor fails once in between',
    run: async (suite) => healing(suite, statusAnswer(503)),
  },
  {
    id: 'network.brokenOnce',
    group,
    name: 'reads the same where a connection breaks in between',
    run: async (suite) => healing(suite, { kind: 'lost' }),
  },
  {
    id: 'network.broken',
    group,
    name: 'ends in a fault where connections go on breaking',
    run: async (suite) =>
      failingFrom(suite, { kind: 'reset' }, ['transient'], 'breaks every connection'),
  },
  {
    id: 'network.html',
    group,
    name: 'ends in a fault where a page for people comes in place of data',
    run: async (suite) =>
      failingFrom(suite, htmlAnswer, ['contract', 'config', 'transient'], 'answers with HTML'),
  },
  {
    id: 'network.emptyBody',
    group,
    name: 'ends in a fault where an answer is empty',
    run: async (suite) =>
      failingFrom(suite, body(''), ['contract', 'config', 'transient'], 'answers 200 with nothing'),
  },
  {
    id: 'network.cutBody',
    group,
    name: 'ends in a fault where an answer is cut off',
    run: async (suite) =>
      failingFrom(
        suite,
        body('[{"id": 1, "na'),
        ['contract', 'config', 'transient'],
        'answers with half a body',
      ),
  },
  {
    id: 'network.retryAfter',
    group,
    name: 'waits as long as the vendor asks, and says how long where that is too long',
    run: async (suite) =>
      eachListedApart(suite, async (scene, name) => {
        const [, middle] = await failingPoints(scene, name)
        const { fault, limitedAt } = await readLimited(scene, name, middle ?? 0)
        if (limitedAt === undefined) return 'it makes no requests'
        const waitedMs = (at: number) => at - limitedAt.at
        const early = scene.traffic.asked.find(
          ({ at }, index) => index > limitedAt.index && waitedMs(at) < retryAfterSeconds * 1_000,
        )
        if (early !== undefined)
          throw mismatch({
            expected: `no request within the ${retryAfterSeconds} s that the vendor asked for`,
            happened: `while ${name} was read, the next came after ${Math.round(waitedMs(early.at) / 1_000)} s.`,
            mend: 'Do not repeat requests yourself: `context.fetch` does, as the vendor asks. Give `retryAfter` only where the vendor has a form of its own.',
          })
        const { kind, retryAfterMs = 0, message } = fault ?? {}
        if (kind === 'rateLimit' && retryAfterMs > retryAfterSeconds * 500) return undefined
        throw mismatch({
          expected: `a \`rateLimit\` fault that says how long to wait, where the vendor asks for ${retryAfterSeconds} s`,
          happened:
            kind === undefined
              ? `${name} was read to its end as if nothing had happened.`
              : `${kind} after ${retryAfterMs} ms: ${message}`,
          mend: 'Let the fault of `context.fetch` pass, with its `retryAfterMs`; do not make another of it.',
        })
      }),
  },
]

function body(text: string): Mishap {
  return {
    kind: 'answer',
    response: () => new Response(text, { headers: { 'content-type': 'application/json' } }),
  }
}
