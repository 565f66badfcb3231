import type { ConnectionFacts } from './connection-facts.ts'
import { ageText, findingsAbout, type Finding } from './finding.ts'

const smallMs = 10_000
const largeMs = 120_000

/** Readings of several processes are compared by the clocks of their machines. */
const apartMs = 2000

/** This machine's clock beside that of the database. */
export function storeClockFindings(offsetMs: number): readonly Finding[] {
  if (Math.abs(offsetMs) < apartMs) return []
  const { warning } = findingsAbout('clock')
  const side = offsetMs > 0 ? 'behind' : 'ahead of'
  return [
    warning(
      `This machine's clock is ${ageText(Math.abs(offsetMs))} ${side} that of the database.`,
      'Let both machines, and those of all workers, set their clocks by NTP.',
    ),
  ]
}

/** This machine's clock beside those of the vendors, as their answers last told. */
export function clockFinding(connections: readonly ConnectionFacts[]): Finding {
  const { ok, warning, problem } = findingsAbout('clock')
  const known = connections.flatMap(({ id, clockOffsetMs }) =>
    clockOffsetMs === undefined ? [] : [{ id, offsetMs: clockOffsetMs }],
  )
  if (known.length === 0) return ok('No vendor has told its time yet.')
  const off = known.filter(({ offsetMs }) => Math.abs(offsetMs) >= smallMs)
  if (off.length === 0) return ok(`Within ${smallMs / 1000} seconds of every vendor's.`)
  const told = off
    .map(
      ({ id, offsetMs }) =>
        `${ageText(Math.abs(offsetMs))} ${offsetMs > 0 ? 'behind' : 'ahead of'} that of ${id}`,
    )
    .join(', ')
  const isOurs = off.length === known.length && known.length > 1
  const message = `This machine's clock is ${told}.`
  const hint = isOurs
    ? 'All of them differ in this, so it is this machine: let it set its clock by NTP.'
    : 'Differences are allowed for. See which of the two is wrong; this machine should set its clock by NTP.'
  return off.some(({ offsetMs }) => Math.abs(offsetMs) >= largeMs) && isOurs
    ? problem(message, hint)
    : warning(message, hint)
}
