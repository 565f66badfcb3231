import * as z from 'zod'

/** As far as it is read. @see https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile (read 2026-11-26) */
const profileShape = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({
        functionName: z.string(),
        url: z.string(),
        lineNumber: z.number(),
      }),
    }),
  ),
  samples: z.array(z.int()),
  /** Microseconds between one sample and the next. */
  timeDeltas: z.array(z.number()),
})

/** Time that was spent in one function itself, and not in what it called. */
export interface SelfTime {
  readonly what: string
  readonly where: string
  readonly group: string
  readonly ms: number
}

/**
 * The functions of a profile by the time in themselves, the longest first; times of waiting are left out.
 *
 * Places are those within the repository, so that a profile says nothing about the machine.
 */
export function selfTimes(profile: unknown, root: string): readonly SelfTime[] {
  const { nodes, samples, timeDeltas } = profileShape.parse(profile)
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const found = new Map<string, SelfTime>()
  // What is longer than a sample should be, another program had the processor.
  const mostMs = (median(timeDeltas) * 2) / 1000
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id)
    if (frame === undefined || idle.has(frame.functionName)) continue
    const where = placeOf(frame.url, root)
    const what = frame.functionName === '' ? 'anonymous' : frame.functionName
    const name = `${what} ${where}:${where === '' ? '' : frame.lineNumber + 1}`
    const ms = (found.get(name)?.ms ?? 0) + Math.min((timeDeltas[index] ?? 0) / 1000, mostMs)
    const place = where === '' ? '' : `${where}:${frame.lineNumber + 1}`
    found.set(name, { what, where: place, group: groupOf(what, where), ms })
  }
  return [...found.values()].toSorted((a, b) => b.ms - a.ms)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const idle = new Set(['(root)', '(idle)'])

function placeOf(url: string, root: string): string {
  const path = url.replace(/^file:\/\//, '')
  const inPackages = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(path)
  if (inPackages !== null) return `${inPackages[1]}/${inPackages[2]}`
  return path.startsWith(root) ? path.slice(root.length) : path
}

/** Whose work it is. */
function groupOf(what: string, where: string): string {
  if (what === '(garbage collector)') return 'collecting garbage'
  if (what === '(program)') return 'the engine of JavaScript, and libraries in C'
  if (where === '') return `built in: ${what}`
  if (where.startsWith('node:')) return 'Node'
  if (where.startsWith('better-sqlite3/')) return 'SQLite'
  const own = /^(apps|connectors|tooling)\/[^/]+|^core/.exec(where)
  if (own !== null) return own[0]
  return (/^(?:@[^/]+\/)?[^/]+/.exec(where) ?? [where])[0]
}
