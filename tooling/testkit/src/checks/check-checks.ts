import type { CheckReport, Fault } from '@cartograph/core'
import { noSimulator, type Check, type Suite, type Verdict } from '../check.ts'
import { isFaultWithin } from '../evidence.ts'
import { markedValues } from '../marked-values.ts'
import { mismatch } from '../mismatch.ts'
import { settingsSchema, type ContextWish, type Scene, type SceneWish } from '../scene.ts'
import { htmlAnswer, statusAnswer, type Mishap } from '../traffic.ts'
import { withWrongSecrets } from '../wrong-settings.ts'

const group = 'Check'

export const checkChecks: readonly Check[] = [
  {
    id: 'check.works',
    group,
    name: 'finds nothing wrong with an account that works, names it, and changes nothing',
    run: async (suite) => {
      if (!hasVendor(suite)) return noSimulator
      return suite.inScene(async (scene) => {
        const { report, fault } = await outcome(scene)
        const error = report?.problems?.find(({ severity }) => severity === 'error')
        const wrong = fault ?? error?.fault
        if (wrong !== undefined)
          throw mismatch({
            expected: '`check` to find no error in an account that works',
            happened: `${wrong.kind}: ${wrong.message}`,
            mend: 'Check only what the connector needs, with requests that read; mark a POST that reads with `fetch.with({ effect: "none" })`.',
          })
        if ((report?.account.name ?? '') !== '') return undefined
        throw mismatch({
          expected: '`check` to name the account, so that a merchant recognises it',
          happened: `it told ${JSON.stringify(report?.account)}.`,
          mend: 'Give `account: { name }`: the shop, the account, the folder.',
        })
      })
    },
  },
  {
    id: 'check.wrongSecret',
    group,
    name: 'tells that a key is wrong, and what to do',
    run: async (suite) => {
      if (suite.options.simulator === undefined) return noSimulator
      const schema = settingsSchema(suite.connector)
      const secretsOf = (settings: unknown) => markedValues(schema, settings, 'secret')
      const has = await suite.inScene(async ({ simulated }) => secretsOf(simulated.settings).length)
      if (has === 0) return { notApplicable: 'its settings hold no secret' }
      return expectFault(suite, {
        kinds: ['auth'],
        needsHint: true,
        situation: 'the vendor refuses the secret',
        wish: { settings: (works) => withWrongSecrets(works, secretsOf(works)) },
      })
    },
  },
  {
    id: 'check.noPermission',
    group,
    name: 'tells that a permission is missing',
    run: async (suite) =>
      expectFault(suite, {
        kinds: ['permission', 'auth', 'config'],
        needsHint: true,
        situation: 'the vendor answers 403 to everything',
        mishap: statusAnswer(403),
      }),
  },
  {
    id: 'check.rateLimited',
    group,
    name: 'does not take a rate limit for a failure of the account',
    run: async (suite) =>
      expectFault(suite, {
        kinds: ['rateLimit'],
        situation: 'the vendor answers 429 and asks to wait ten minutes',
        mishap: statusAnswer(429, { 'retry-after': '600' }),
      }),
  },
  {
    id: 'check.down',
    group,
    name: 'tells that the vendor is down',
    run: async (suite) =>
      expectFault(suite, {
        kinds: ['transient', 'config'],
        situation: 'the vendor answers 503 to everything',
        mishap: statusAnswer(503),
      }),
  },
  {
    id: 'check.unreachable',
    group,
    name: 'tells that the vendor cannot be reached',
    run: async (suite) =>
      expectFault(suite, {
        kinds: ['transient', 'config'],
        situation: 'every connection breaks',
        mishap: { kind: 'reset' },
      }),
  },
  {
    id: 'check.notTheApi',
    group,
    name: 'tells that a page for people stands before the API',
    run: async (suite) =>
      expectFault(suite, {
        kinds: ['contract', 'config', 'transient'],
        situation: 'every request is answered 200 with a page of HTML',
        mishap: htmlAnswer,
      }),
  },
  {
    id: 'check.abort',
    group,
    name: 'ends when it is called off',
    run: async (suite) => {
      if (!hasVendor(suite)) return noSimulator
      return suite.inScene(async (scene) => {
        const off = new AbortController()
        scene.traffic.mishap = () => {
          setImmediate(() => off.abort())
          return { kind: 'silence' }
        }
        const ended = await Promise.race([
          outcome(scene, { signal: off.signal }).then(() => true),
          afterAbort(off.signal),
        ])
        if (scene.traffic.asked.length === 0) return asksNobody
        if (ended) return undefined
        throw mismatch({
          expected: '`check` to end soon after `context.signal` aborts',
          happened: 'it went on for two seconds.',
          mend: 'Ask through `context.fetch` alone, which stops by itself, and look at `context.signal` in loops.',
        })
      })
    },
  },
]

const asksNobody: Verdict = { notApplicable: 'its check makes no requests' }
const graceMs = 2_000

function hasVendor({ options }: Suite): boolean {
  return options.simulator !== undefined || options.cassette !== undefined
}

async function afterAbort(signal: AbortSignal): Promise<false> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), graceMs).unref()
  })
}

interface Expectation {
  readonly kinds: readonly Fault['kind'][]
  readonly needsHint?: boolean
  readonly situation: string
  readonly mishap?: Mishap
  readonly wish?: SceneWish
}

/** Runs the check where something is wrong, and looks at the fault. */
async function expectFault(suite: Suite, expected: Expectation): Promise<Verdict> {
  const { kinds, needsHint = false, situation, mishap, wish } = expected
  if (suite.options.simulator === undefined) return noSimulator
  return suite.inScene(async (scene) => {
    if (mishap !== undefined) scene.traffic.mishap = () => mishap
    const { report, fault, isStray } = await outcome(scene)
    // What an answer says, only requests can meet.
    const isAnswer = mishap?.kind === 'answer'
    if (scene.traffic.asked.length === 0 && (isAnswer || scene.traffic.dialled === 0))
      return asksNobody
    const problem = report?.problems?.find(({ severity }) => severity === 'error')
    const found = fault ?? problem?.fault
    const words = kinds.map((kind) => `\`${kind}\``).join(' or ')
    if (found === undefined || isStray || !kinds.includes(found.kind))
      throw mismatch({
        expected: `a fault of kind ${words} where ${situation}`,
        happened:
          found === undefined
            ? '`check` found nothing wrong.'
            : isStray
              ? `something was thrown that is no fault: ${found.message}`
              : `${found.kind}: ${found.message}`,
        mend: 'Turn the answer into a fault in one place (`faultFrom` and `json` of the core know the usual ones), and throw it or give it as a problem of severity `error`.',
      })
    if (!needsHint || (found.hint ?? '') !== '') return undefined
    throw mismatch({
      expected: `the fault to say what to do where ${situation}`,
      happened: `it says only: ${found.message}`,
      mend: 'Give the fault a `hint`: where the merchant looks, and what to change there.',
    })
  }, wish)
}

interface CheckOutcome {
  readonly report?: CheckReport
  readonly fault?: Fault
  readonly isStray: boolean
}

async function outcome(scene: Scene, wish: ContextWish = {}): Promise<CheckOutcome> {
  const context = scene.context({ dry: true, holdMs: 2_000, ...wish })
  try {
    const report = await scene.call(() => scene.connector.check(context))
    scene.evidence.said.push({ where: 'the report of check', text: JSON.stringify(report) })
    for (const { fault } of report.problems ?? []) scene.caught('check', fault)
    return { report, isStray: false }
  } catch (error) {
    // Whoever calls it off knows why; what is thrown then is no failure.
    if (context.signal.aborted) return { isStray: false }
    return { fault: scene.caught('check', error), isStray: !isFaultWithin(error) }
  }
}
