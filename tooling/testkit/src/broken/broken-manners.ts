import { author, bearer, faultFrom, type Connector } from '@cartograph/core'
import * as z from 'zod'
import { withLetters, withParts, withRead, type BrokenConnector } from './broken-connector.ts'
import { letter, notebook } from './notebook.ts'
import type { Settings } from './notebook-settings.ts'
import { host } from './notebook-vendor.ts'

/** Connectors that read and write well enough, and behave badly otherwise. */
export const brokenManners: readonly BrokenConnector[] = [
  {
    name: 'leaks a secret into a fault',
    caughtBy: 'network.secrets',
    connector: changed({
      check: async (context) => {
        const report = await notebook.check(context).catch((error: unknown) => error)
        if (!(report instanceof Error)) return report as Awaited<ReturnType<typeof notebook.check>>
        throw Object.assign(report, {
          message: `The notebook refused the token ${context.config.token}.`,
        })
      },
    }),
  },
  {
    name: 'leaks a secret into its log',
    caughtBy: 'network.secrets',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          context.log.debug('Reading.', { as: context.config.token })
          yield* correct(context, slice, from)
        },
    ),
  },
  {
    name: 'does not mark its token as secret',
    caughtBy: 'contract.secretsMarked',
    connector: unmarked(),
  },
  {
    name: 'does not mark the address of a person',
    caughtBy: 'contract.personalMarked',
    connector: withLetters({ schema: letter.extend({ email: z.string().optional() }) }),
  },
  {
    name: 'ignores Retry-After: says itself that nothing need be waited for',
    caughtBy: 'network.retryAfter',
    connector: changed({ retryAfter: ({ status }) => (status === 429 ? 0 : undefined) }),
  },
  {
    name: 'reaches a host that it does not declare',
    caughtBy: 'network.hosts',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          await context.fetch('https://statistics.example/read').catch(() => undefined)
          yield* correct(context, slice, from)
        },
    ),
  },
  {
    name: 'goes past its context to the network',
    caughtBy: 'network.onlyContext',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          // A port that nobody listens on.
          await fetch('http://127.0.0.1:9/').catch(() => undefined)
          yield* correct(context, slice, from)
        },
    ),
  },
  {
    name: 'uses the system’s clock',
    caughtBy: 'network.clock',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          const until = Math.min(context.run.until, Date.now())
          yield* correct({ ...context, run: { ...context.run, until } }, slice, from)
        },
    ),
  },
  {
    name: 'sleeps by itself between pages',
    caughtBy: 'network.timers',
    connector: withRead(
      (correct) =>
        async function* read(context, slice, from) {
          for await (const page of correct(context, slice, from)) {
            yield page
            await new Promise((resolve) => {
              setTimeout(resolve, 1)
            })
          }
        },
    ),
  },
  {
    name: 'throws errors of its own in place of faults',
    caughtBy: 'network.faults',
    connector: changed({
      check: (context) =>
        notebook.check(context).catch(() => {
          throw new Error('Request failed')
        }),
    }),
  },
  {
    name: 'takes a wrong key for a passing failure',
    caughtBy: 'check.wrongSecret',
    connector: changed({
      check: async (context) => {
        const response = await context.fetch(`https://${host}/account`)
        if (response.ok) return { account: { name: 'The test notebook' } }
        const { message } = await faultFrom(response)
        return {
          account: {},
          problems: [{ severity: 'error', fault: { $fault: 'v1', kind: 'transient', message } }],
        }
      },
    }),
  },
  {
    name: 'finds everything well whatever happens',
    caughtBy: 'check.unreachable',
    connector: changed({
      check: async (context) => {
        await context.fetch(`https://${host}/account`).catch(() => undefined)
        return { account: { name: 'The test notebook' } }
      },
    }),
  },
  {
    name: 'changes something at the vendor while it checks',
    caughtBy: 'check.works',
    connector: changed({
      check: async (context) => {
        await context.fetch(`https://${host}/letters`, { method: 'POST', body: '[]' })
        return notebook.check(context)
      },
    }),
  },
  {
    name: 'gives other parts each time',
    caughtBy: 'contract.pureParts',
    connector: changingParts(),
  },
  {
    name: 'names a stream that it does not have',
    caughtBy: 'contract.parts',
    connector: withParts({
      feed: {
        streams: ['pages'],
        position: z.null(),
        retentionMs: 1,
        settleMs: 1,
        start: async () => null,
        async *read() {
          yield { items: [], next: null, end: true }
        },
      },
    }),
  },
]

function changed(changes: Partial<Connector<Settings>>): Connector<Settings> {
  return { ...notebook, ...changes }
}

function changingParts(): Connector<Settings> {
  let calls = 0
  return changed({
    parts: (known) => {
      calls += 1
      const { streams, ...rest } = notebook.parts(known)
      return calls % 2 === 0 ? rest : { ...rest, ...(streams !== undefined && { streams }) }
    },
  })
}

function unmarked(): Connector<Settings> {
  const bare = author(z.strictObject({ token: z.string() }))
  return bare.connector({
    ...notebook,
    sign: (request, { config }) => bearer(request, config.token),
  })
}
