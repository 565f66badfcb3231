import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { audit, type Actor } from '../access/index.ts'
import { removeRowsOf, tableNames, type Store } from '../store/index.ts'

const rowsAtOnce = 1000
/** Another process notices within seconds that an organisation is gone, and may have begun something before. */
const usualSettleMs = 10_000

/**
 * Deletes everything that an organisation has, some rows at a time, so that nobody waits long for the store; then its files.
 *
 * Where the process ends meanwhile, whoever asks once more goes on. Gives back how many rows there were.
 */
export async function removeOrganisation(
  store: Store,
  organisation: string,
  { by, now }: { readonly by: Actor; readonly now: number },
  { folder, settleMs = usualSettleMs }: { readonly folder?: string; readonly settleMs?: number },
): Promise<number> {
  let rows = await emptyTables(store, organisation)
  if (store.isShared) await sleep(settleMs)
  for (let more = 1; more > 0; rows += more) more = await emptyTables(store, organisation)
  if (folder !== undefined)
    await rm(join(folder, 'organisations', organisation), { recursive: true, force: true })
  await store.write((dialect, org) =>
    audit(dialect, org, { at: now, actor: by, action: 'organisation.purge', target: organisation }),
  )
  return rows
}

async function emptyTables(store: Store, organisation: string): Promise<number> {
  let rows = 0
  for (const table of tableNames) {
    let count = rowsAtOnce
    while (count === rowsAtOnce) {
      count = await store.write((dialect) => removeRowsOf(dialect, organisation, table, rowsAtOnce))
      rows += count
      await setImmediate()
    }
  }
  return rows
}
