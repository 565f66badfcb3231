import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { exportFiles, simulatedShop } from '@cartograph/simulators'

import { liveOn, type Happenings } from './business.ts'
import { cartograph } from './command.ts'
import { runRound, type Round } from './round.ts'

export interface DemoResult {
  /** Everything was read and pushed, and every figure and record is the same everywhere. */
  readonly ok: boolean
  readonly rounds: Readonly<Record<'first' | 'second' | 'third', Round>>
  readonly happened: Happenings
  readonly durationMs: number
  /** Where the files are, if they were kept. */
  readonly folder?: string
}

const configuration = fileURLToPath(new URL('../configuration', import.meta.url))

/**
 * Runs the main job twice on a simulated shop's export files: as they are, and after two weeks of business.
 *
 * @param tell is told what is about to happen.
 */
export async function runDemo(
  options: { readonly orders: number; readonly seed: number; readonly keep: boolean },
  tell: (text: string) => void,
): Promise<DemoResult> {
  const startedAt = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-demo-'))
  try {
    if (options.keep) tell(`The files are in ${folder}`)
    await cp(configuration, folder, { recursive: true })
    const shop = simulatedShop({ orders: options.orders, seed: options.seed })
    tell(
      `A shop with ${options.orders.toLocaleString('en')} orders opens; its files are read, kept and pushed on.`,
    )
    await exportFiles(shop, join(folder, 'export'))
    await cartograph(folder, ['check', '--json'])
    const first = await runRound('First run', shop, folder)
    tell('Two weeks of business pass, and the files are exported again.')
    const happened = liveOn(shop)
    const second = await runRound('After two weeks', shop, folder)
    tell('Nothing happens, and the same files are read once more.')
    const third = withIdleness(await runRound('Once more', shop, folder))
    const rounds = { first, second, third }
    return {
      ok: first.ok && second.ok && third.ok,
      rounds,
      happened,
      durationMs: Math.round(performance.now() - startedAt),
      ...(options.keep && { folder }),
    }
  } finally {
    if (!options.keep) await rm(folder, { recursive: true, force: true })
  }
}

/** The same files again: nothing may be written, deleted or pushed. */
function withIdleness(round: Round): Round {
  const busy = [
    ...round.sync
      .filter(({ written, deleted, rows }) => written + deleted + rows > 0)
      .map(({ stream }) => `${stream}: rows were written although the file is the same`),
    ...round.push
      .filter(({ sent, deleted }) => sent + deleted > 0)
      .map(({ delivery }) => `${delivery}: items were pushed although nothing changed`),
  ]
  const differences = [...round.differences, ...busy]
  return { ...round, differences, ok: round.ok && busy.length === 0 }
}
