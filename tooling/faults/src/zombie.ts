import { rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { isStopped, runCommand, start } from './command.ts'
import type { MutationName } from './mutations.ts'
import { differences, said, visible } from './story.ts'
import { bringDay, makeWorkspace, type Days } from './workspace.ts'

/**
 * A process is stopped in the middle of a page, another takes the store over although it must not, and the first wakes up.
 *
 * Nothing that the first one prepared may reach the store. Gives back what differs from a store that only the second saw.
 */
export async function wakeZombie(
  days: Days,
  options: { readonly piece: number; readonly mutation?: MutationName },
): Promise<readonly string[]> {
  const folder = makeWorkspace('zombie')
  const mutation = options.mutation === undefined ? {} : { mutation: options.mutation }
  try {
    bringDay(folder, days, 0)
    await expectGood(folder, ['sync'])
    bringDay(folder, days, 1)
    const sleeper = start(folder, ['sync'], {
      ...mutation,
      pauseAtPiece: options.piece,
    })
    const pid = sleeper.process.pid ?? 0
    while (sleeper.process.exitCode === null && !isStopped(pid)) await setTimeout(20)
    if (sleeper.process.exitCode !== null)
      return [`the moment was not reached: ${said(await sleeper.ended)}`]
    bringDay(folder, days, 2)
    await expectGood(folder, ['sync', '--full'], { ...mutation, withoutLock: true })
    const before = await visible(folder)
    sleeper.process.kill('SIGCONT')
    await sleeper.ended
    return differences(before, await visible(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function expectGood(
  folder: string,
  words: readonly string[],
  orders: Parameters<typeof runCommand>[2] = {},
): Promise<void> {
  const ending = await runCommand(folder, words, orders)
  if (ending.code !== 0) throw new Error(`\`${words.join(' ')}\` failed: ${said(ending)}`)
}
