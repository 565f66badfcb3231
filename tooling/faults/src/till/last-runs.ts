import { setTimeout as sleep } from 'node:timers/promises'
import { runCommand } from '../command.ts'
import type { SourceMutationName } from '../source-mutations.ts'
import { said } from '../story.ts'
import { shortWaits } from './workspace.ts'

/** Pushes until nothing is left; what is left then is told by the comparison. */
const mostPushes = 8

/** In the calm: reads what no event told, and delivers everything. Gives back what did not work. */
export async function lastRuns(
  folder: string,
  mutation: SourceMutationName | undefined,
): Promise<readonly string[]> {
  const orders = mutation === undefined ? {} : { sourceMutation: mutation }
  const run = (...words: string[]) => runCommand(folder, [...words, '--json'], orders, shortWaits)
  const read = await run('sync', 'till')
  if (read.code !== 0)
    return [`the last sync failed: ${said(read)}`, said(await runCommand(folder, ['status']))]
  for (let pushes = 1; ; pushes += 1) {
    const sent = await run('push')
    if (sent.code === 0) return []
    if (pushes === mostPushes) return [`the last push failed: ${said(sent)}`]
    await sleep(500)
  }
}
