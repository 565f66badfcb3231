import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand, type Ending } from './command.ts'
import type { Kill, Moments } from './draw.ts'
import type { MutationName } from './mutations.ts'
import type { Phase } from './phases.ts'
import type { FaultOrders } from './preload.ts'
import { bringDay, makeWorkspace, type Days } from './workspace.ts'

interface Step {
  /** The day's files come before the command. */
  readonly day?: number
  readonly words: readonly string[]
}

/** What a merchant does on two days. */
export const story: readonly Step[] = [
  { day: 0, words: ['sync'] },
  { words: ['push'] },
  { day: 1, words: ['sync'] },
  { words: ['push'] },
]

/** How often a command is started again after a kill before it is called a failure. */
const restarts = 3

export interface Outcome {
  /** Everything that can be seen from outside, by name. */
  readonly files: Readonly<Record<string, string>>
  readonly moments: Moments
  /** The kill was reached. */
  readonly killed: boolean
}

/** Runs the story in a folder of its own, killed once if it is asked for, and gives back what came out of it. */
export async function tell(
  days: Days,
  options: { readonly name: string; readonly kill?: Kill; readonly mutation?: MutationName },
): Promise<Outcome> {
  const folder = makeWorkspace(options.name)
  const moments: Record<Phase, number>[] = []
  const files: Record<string, string> = {}
  let killed = false
  try {
    for (const [index, step] of story.entries()) {
      if (step.day !== undefined) bringDay(folder, days, step.day)
      const counts = join(folder, `moments-${index}`)
      const orders: FaultOrders = {
        counts,
        ...(options.mutation !== undefined && { mutation: options.mutation }),
      }
      const isHit = options.kill?.command === index
      let ending = await runCommand(folder, step.words, {
        ...orders,
        ...(isHit && options.kill !== undefined && { kill: options.kill }),
      })
      if (isHit) killed = ending.signal === 'SIGKILL'
      for (let again = 0; ending.code !== 0 && again < restarts; again += 1)
        ending = await runCommand(folder, step.words, orders)
      if (ending.code !== 0) throw new Error(`\`${step.words.join(' ')}\` failed: ${said(ending)}`)
      const [line] = readFileSync(counts, 'utf8').trim().split('\n').slice(-1)
      moments.push(JSON.parse(line ?? '{}') as Record<Phase, number>)
      // Each day by itself: the next day's files would mend what the first one lost.
      for (const [name, text] of Object.entries(delivered(folder)))
        files[`after command ${index + 1}, ${name}`] = text
    }
    return { files: { ...files, ...(await visible(folder)) }, moments, killed }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function said(ending: Ending): string {
  return `exit ${ending.code ?? ending.signal}\n${ending.output.slice(-2000)}`
}

/** Every delivered file, side files too. */
function delivered(folder: string): Readonly<Record<string, string>> {
  const out = join(folder, 'out')
  const names = existsSync(out) ? readdirSync(out, { recursive: true }).map(String) : []
  return Object.fromEntries(
    names.toSorted().map((name) => [`out/${name}`, readFileSync(join(out, name), 'utf8')]),
  )
}

/** The commerce rows and every delivered file. */
export async function visible(folder: string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {}
  for (const entity of ['order', 'refund', 'customer']) {
    const file = join(folder, `${entity}.export`)
    const ending = await runCommand(folder, ['export', entity, '--format', 'ndjson', '--out', file])
    if (ending.code !== 0) throw new Error(`\`export ${entity}\` failed: ${said(ending)}`)
    files[`export of ${entity}`] = readFileSync(file, 'utf8')
  }
  return { ...files, ...delivered(folder) }
}

/** What differs between two outcomes, in words; nothing where they are the same to the byte. */
export function differences(
  expected: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap((name) => {
    const [want, have] = [expected[name], found[name]]
    if (want === have) return []
    if (have === undefined) return [`${name} is missing`]
    if (want === undefined) return [`${name} should not be there`]
    const lines = want.split('\n')
    const others = have.split('\n')
    const at = lines.findIndex((line, index) => line !== others[index])
    return [
      `${name} differs from line ${at + 1} (${lines.length} lines expected, ${others.length} found)`,
    ]
  })
}
