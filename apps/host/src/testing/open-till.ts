import type { Entry, Json } from '@cartograph/core'
import { openLines } from '../connections/index.ts'
import {
  connectionScene,
  lockTurns,
  recordScenes,
  transact,
  type TransactOptions,
  type TransactScene,
} from '../engine/index.ts'
import { engineClock } from '../queue/index.ts'
import type { Store } from '../store/index.ts'
import { noWaits } from './scripted-installation.ts'
import { tillConnection } from './till-connection.ts'

type Work<Answer> = Parameters<typeof transact<Answer & Json>>[2]

/** A till whose surface writes; as far as locks are concerned, a process of its own. */
export interface OpenTill {
  transact<Answer extends Json>(options: TransactOptions, work: Work<Answer>): Promise<Answer>
}

export function openTill(
  store: Store,
  more: Partial<TransactScene> = {},
  options: { readonly streams?: readonly string[]; readonly aheadMs?: number } = {},
): OpenTill {
  const { streams, aheadMs = 0 } = options
  const connection = { ...tillConnection(), ...(streams !== undefined && { streams }) }
  const clock = engineClock(() => Date.now() + aheadMs)
  const scene = connectionScene({
    store,
    connection,
    line: openLines().of(connection),
    parts: connection.connector.parts({ config: {}, found: null }),
    signal: new AbortController().signal,
    owner: 'test',
    engine: { waits: noWaits, clock },
  })
  const given: TransactScene = {
    scene,
    surface: 'desk',
    scenes: recordScenes(scene),
    turns: lockTurns(),
    signal: new AbortController().signal,
    now: () => clock.now(),
    find: async () => [],
    catchUp: async () => {},
    ...more,
  }
  return { transact: (wanted, work) => transact(given, wanted, work) }
}

export function redemptionOf(code: string, receipt: string): Entry {
  return { op: 'upsert', stream: 'redemptions', row: { code, receipt } }
}

export function contactOf(id: string, email: string): Entry {
  return { op: 'upsert', stream: 'contacts', row: { id, email, phone: '+4620123456' } }
}

/** Redeems a voucher unless somebody has. */
export function redeem(till: OpenTill, code: string, receipt: string): Promise<string> {
  return till.transact<string>(
    { locks: [`voucher ${code}`], once: `${code} ${receipt}` },
    async (transaction) => {
      if ((await transaction.get('redemptions', [code])) !== undefined)
        return { commit: false, answer: 'spent before' }
      transaction.put(redemptionOf(code, receipt))
      return { commit: true, answer: `spent by ${receipt}` }
    },
  )
}
