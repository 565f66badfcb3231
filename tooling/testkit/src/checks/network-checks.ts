import type { Check, Suite } from '../check.ts'
import type { Trespass } from '../guard.ts'
import { mismatch } from '../mismatch.ts'
import { some } from '../stream-keys.ts'

const group = 'Network'
/** Words of machines, not for merchants. */
const machineWords = /\n\s+at |\bundefined\b|\[object Object\]|TypeError|SyntaxError/
const shortestSecret = 4

/** These look at what was seen in all the checks before. */
export const networkChecks: readonly Check[] = [
  {
    id: 'network.hosts',
    group,
    name: 'asks only the hosts that it declares',
    run: async (suite) => {
      const { asked } = await seen(suite)
      const undeclared = new Set(asked.filter((one) => !one.isDeclared).map(({ host }) => host))
      if (undeclared.size === 0) return undefined
      throw mismatch({
        expected: 'requests to the hosts of `hosts(config)` alone',
        happened: `it asked for ${some(undeclared)}.`,
        mend: 'Declare the host, with its port; or build the address from the settings.',
      })
    },
  },
  {
    id: 'network.onlyContext',
    group,
    name: 'reaches the network through its context alone',
    run: async (suite) =>
      noTrespass(
        await seen(suite),
        'network',
        'no connection past `context.fetch`',
        'Hand `context.fetch` to the vendor’s client; it takes the budget, the record and the hosts with it.',
      ),
  },
  {
    id: 'network.clock',
    group,
    name: 'has no clock but `context.now`',
    run: async (suite) =>
      noTrespass(
        await seen(suite),
        'clock',
        '`context.now()` to be the only clock',
        'Use `context.now()`, which is the vendor’s time, or `context.run.until` for the end of a reading.',
      ),
  },
  {
    id: 'network.timers',
    group,
    name: 'sets no timers of its own',
    run: async (suite) =>
      noTrespass(
        await seen(suite),
        'timer',
        'waiting to be left to the host',
        'Take the timer out: the host waits between requests, and puts off what has to wait long.',
      ),
  },
  {
    id: 'network.faults',
    group,
    name: 'puts every failure into plain words, as a fault',
    run: async (suite) => {
      const { faults, strays } = await seen(suite)
      const unclear = faults.filter(
        ({ fault: { message } }) => message.trim() === '' || machineWords.test(message),
      )
      const stray = strays.find(({ message }) => !message.startsWith('Expected: '))
      if (stray === undefined && unclear.length === 0) return undefined
      throw mismatch({
        expected: 'everything that is thrown to be a fault in plain words',
        happened:
          stray === undefined
            ? `${unclear[0]?.where}: ${JSON.stringify(unclear[0]?.fault.message)}`
            : `${stray.where}: an error that is no fault: ${stray.message.slice(0, 200)}`,
        mend: 'Throw `fault({ kind, message, hint })`: what is wrong, where, what was expected, what to do.',
      })
    },
  },
  {
    id: 'network.secrets',
    group,
    name: 'never says a secret: in logs, faults, positions and reports',
    run: async (suite) => {
      const { said, secrets } = await seen(suite)
      const hidden = [...secrets].filter((secret) => secret.length >= shortestSecret)
      if (hidden.length === 0) return { notApplicable: 'its settings hold no secret' }
      const forms = hidden.flatMap((secret) => [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
      ])
      const places = new Set(
        said
          .filter(({ text }) => forms.some((form) => text.includes(form)))
          .map(({ where }) => where),
      )
      if (places.size === 0) return undefined
      throw mismatch({
        expected: 'no secret of the settings in anything that the connector says',
        happened: `one stands in ${some(places)}.`,
        mend: 'Quote no settings and no addresses in messages; what the vendor answers may repeat a key, too.',
      })
    },
  },
]

/** What was seen; where these checks run alone, at least one reading. */
async function seen(suite: Suite): Promise<Suite['evidence']> {
  const { simulator, cassette } = suite.options
  if (simulator !== undefined || cassette !== undefined) await suite.baseline()
  return suite.evidence
}

function noTrespass(
  { trespasses }: { readonly trespasses: readonly Trespass[] },
  kind: Trespass['kind'],
  expected: string,
  mend: string,
): undefined {
  const found = new Set(trespasses.filter((one) => one.kind === kind).map(({ what }) => what))
  if (found.size === 0) return undefined
  throw mismatch({ expected, happened: `it used ${some(found)}.`, mend })
}
