import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawKills, type Kill } from './draw.ts'
import { mutations, type MutationName } from './mutations.ts'
import { phases } from './phases.ts'
import { differences, story, tell, type Outcome } from './story.ts'
import { makeDays, type Days } from './workspace.ts'
import { wakeZombie } from './zombie.ts'

/** Stories at the same time: a process waits for its disk half of its life. */
const atOnce = 2
/** Mutations that the story of the files must notice. */
const noticed = ['transaction', 'fencing'] as const

/** The files' part of the suite; with `mutants` also that it notices what is broken on purpose. */
export async function fileSuite({
  seed,
  perPhase,
  orders,
  mutants: withMutants,
}: {
  readonly seed: number
  readonly perPhase: number
  readonly orders: number
  readonly mutants: boolean
}): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-days-'))
  try {
    const days = await makeDays(folder, seed, orders)
    console.log(
      `files, seed ${seed}: ${days.orders} orders, ${perPhase} kills while ${phases.join(', ')} each`,
    )
    const undisturbed = await tell(days, { name: 'undisturbed' })
    const kills = drawKills(undisturbed.moments, perPhase, seed)
    const failures = [...(await killAll(days, undisturbed, kills)), ...(await zombies(days))]
    console.log(`files: ${kills.length} kills, ${failures.length} failures`)
    return withMutants ? [...failures, ...(await mutants(days, undisturbed, kills))] : failures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function killAll(
  days: Days,
  undisturbed: Outcome,
  kills: readonly Kill[],
  mutation?: MutationName,
): Promise<readonly string[]> {
  const failures: string[] = []
  const waiting = [...kills]
  const work = async () => {
    for (let kill = waiting.shift(); kill !== undefined; kill = waiting.shift()) {
      const name = `${kill.phase} ${kill.moment} of \`${story[kill.command]?.words.join(' ')}\` ${kill.command < 2 ? 'on the first day' : 'on the second day'}`
      const found = await outcomeOf(days, undisturbed, kill, mutation)
      if (mutation === undefined) console.log(`${found.length === 0 ? 'ok' : 'FAILED'}  ${name}`)
      failures.push(...found.map((difference) => `${name}: ${difference}`))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return failures
}

async function outcomeOf(
  days: Days,
  undisturbed: Outcome,
  kill: Kill,
  mutation: MutationName | undefined,
): Promise<readonly string[]> {
  const told = (at: Kill) =>
    tell(days, { name: 'kill', kill: at, ...(mutation !== undefined && { mutation }) })
  try {
    let outcome = await told(kill)
    // Leases are kept by time: a quicker run has fewer moments than the undisturbed one had, and dies half-way instead.
    const reached = outcome.moments[kill.command]?.[kill.phase] ?? 0
    if (!outcome.killed && reached < kill.moment)
      outcome = await told({ ...kill, moment: Math.ceil(reached / 2) })
    if (!outcome.killed) return ['the moment was not reached']
    return differences(undisturbed.files, outcome.files)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

async function zombies(days: Days, mutation?: MutationName): Promise<readonly string[]> {
  const failures: string[] = []
  for (const piece of [6, 7]) {
    const found = await wakeZombie(days, { piece, ...(mutation !== undefined && { mutation }) })
    if (mutation === undefined)
      console.log(
        `${found.length === 0 ? 'ok' : 'FAILED'}  a stopped process wakes up (piece ${piece})`,
      )
    failures.push(...found.map((difference) => `a stopped process woke up: ${difference}`))
  }
  return failures
}

/** Takes something out of the store and expects the suite to notice. */
async function mutants(
  days: Days,
  undisturbed: Outcome,
  kills: readonly Kill[],
): Promise<readonly string[]> {
  const unnoticed: string[] = []
  for (const name of noticed) {
    const found =
      name === 'fencing' ? await zombies(days, name) : await killAll(days, undisturbed, kills, name)
    console.log(`mutant, ${mutations[name].says}: ${found.length} differences`)
    for (const difference of found.slice(0, 3)) console.log(`        ${difference}`)
    if (found.length === 0) unnoticed.push(`nobody noticed that the store ${mutations[name].says}`)
  }
  return unnoticed
}
