/** What a suite needs that plays automations in virtual time: what happens, what is due, and what came of it. */
import { defaultCustomers, type Configuration } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { catchUpCustomers, followCustomers, openWriting } from '../customers/index.ts'
import { followConsents } from '../delivery/index.ts'
import { engineClock } from '../queue/index.ts'
import { openStore, rowsAfter } from '../store/index.ts'
import { answerChanges, automationLog, doSteps, type ShownRun } from '../work/index.ts'
import { writePlayedRows, type PlayedRow } from './played-rows.ts'
import { shortWaits } from './short-waits.ts'

export type { PlayedRow } from './played-rows.ts'

export interface AutomationPlay {
  /** Writes rows as a connection would that is read, and does what is due at an instant. */
  step(rows: readonly PlayedRow[], at: number): Promise<void>
  /** All runs of all automations. */
  runs(): Promise<readonly ShownRun[]>
  /** The tags of all persons, by e-mail address. */
  tags(): Promise<Readonly<Record<string, readonly string[]>>>
  close(): Promise<void>
}

/** Opens the store of a configuration whose clock stands where each step says. */
export async function openAutomationPlay(configuration: Configuration): Promise<AutomationPlay> {
  const { store: address, organisation } = configuration
  const store = await openStore({ store: address, organisation })
  let at = 0
  const now = () => at
  const clock = engineClock(now)
  const { signal } = new AbortController()
  const installation = { configuration, store, lines: openLines(), clock, now, engine: {} }
  const host = { ...installation, log: () => {}, waits: shortWaits }
  const settings = defaultCustomers
  const writing = openWriting({
    ...installation,
    settings,
    signal,
    owner: 'play',
    catchUp: () => catchUpCustomers(store, { settings, now }),
  })
  return {
    step: async (rows, instant) => {
      at = instant
      await writePlayedRows(store, rows, at)
      await followCustomers(store, { signal, now })
      await followConsents(store, [], clock, signal)
      await answerChanges(host, signal)
      await doSteps(host, () => writing, signal)
    },
    runs: async () => {
      const found: ShownRun[] = []
      for (const automation of configuration.automations?.keys() ?? [])
        found.push(...(await automationLog({ store }, { automation }, 1_000_000)))
      return found
    },
    tags: async () => {
      await followCustomers(store, { signal, now })
      const profiles = await store.read((dialect, org) =>
        rowsAfter(dialect, org, 'profile', '', 1_000_000),
      )
      return Object.fromEntries(
        profiles
          .filter(({ deleted }) => !deleted)
          .map(({ data }) => {
            const { email, tags = [] } = JSON.parse(data) as {
              readonly email: string
              readonly tags?: readonly string[]
            }
            return [email, tags]
          }),
      )
    },
    close: () => store.close(),
  }
}
