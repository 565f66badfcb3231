import { faultOf } from '@cartograph/core'
import { nextInstant } from '../../queue/index.ts'
import type { RunEntry } from '../../store/index.ts'
import { counted } from '../table.ts'
import type { ConnectionFacts } from './connection-facts.ts'
import type { StreamFacts } from './stream-facts.ts'
import { ageText, findingsAbout, type Finding } from './finding.ts'

/** How often a part may fail in a row before somebody should look. */
const fewAttempts = 3
/** A run that is due may take that long to begin and to end. */
const patienceMs = 3_600_000

/** How the reading of a connection stands. */
export function readingFindings(facts: ConnectionFacts, now: number): readonly Finding[] {
  const { id, enabled, streams } = facts
  const about = findingsAbout(`connection ${id}`)
  const found = streams.flatMap((stream) => streamFindings(stream, facts, now))
  const unread = enabled.filter((name) => !streams.some(({ stream }) => stream === name))
  if (unread.length > 0)
    found.push(
      about.warning(
        `Never read: ${unread.join(', ')}.`,
        `Run \`cartograph sync ${id}\`, or give it a \`schedule:\` and serve.`,
      ),
    )
  if (found.some(({ status }) => status !== 'ok') || streams.length === 0) return found
  const ages = streams.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? [])
  const oldest =
    ages.length === 0 ? '' : `, all read well in the last ${ageText(now - Math.min(...ages))}`
  return [about.ok(`${counted(streams.length, 'stream')}${oldest}.`)]
}

function streamFindings(
  stream: StreamFacts,
  { rule, id }: ConnectionFacts,
  now: number,
): readonly Finding[] {
  const { lastRun, lastSuccessAt, openSlices, attempts, letters, held, isSweepOverdue } = stream
  const name = `${id}.${stream.stream}`
  const { warning, problem } = findingsAbout(`stream ${name}`)
  const findings: Finding[] = []
  const why = failureOf(lastRun)
  if (rule !== undefined && isLate(rule, lastSuccessAt, now))
    findings.push(
      problem(
        `${lastSuccessAt === undefined ? 'None of its remembered runs was good' : `Its last good run was ${ageText(now - lastSuccessAt)} ago`}, although it is to be read at \`${rule.rule}\`.${why}`,
        'See whether `cartograph serve` runs; its log says what went wrong.',
      ),
    )
  else if (lastRun?.endedAt !== undefined && lastRun.ok === false)
    findings.push(
      warning(
        `Its last run failed ${ageText(now - lastRun.endedAt)} ago.${why}`,
        `Mend it and run \`cartograph sync ${id}\`, or wait for the next run.`,
      ),
    )
  if (openSlices > 0 && attempts >= fewAttempts)
    findings.push(
      problem(
        `It is stuck: a part of it failed ${attempts} times in a row, ${counted(openSlices, 'part')} to go.${why}`,
        `Run \`cartograph check\`; to begin the stream anew: \`cartograph sync ${id} --stream ${stream.stream} --full\`.`,
      ),
    )
  if (letters > 0)
    findings.push(
      warning(
        `${counted(letters, 'record')} could not be processed.`,
        `\`cartograph status\` says why; after it is mended run \`cartograph replay ${name}\`.`,
      ),
    )
  if (held !== undefined)
    findings.push(
      warning(
        `Held for being too many: ${counted(held.candidates, 'deletion')} of ${counted(held.of, 'record')}.`,
        `See whether they are gone at the vendor; then run \`cartograph sync ${id} --accept-deletes\`.`,
      ),
    )
  if (isSweepOverdue)
    findings.push(
      warning(
        'It has not been looked through for what is gone for longer than it should be.',
        `Run \`cartograph sync ${id} --sweep\`; if that fails, its report says why.`,
      ),
    )
  return findings
}

/** Were two slots in a row missed? One may still be under way. */
function isLate(
  rule: { readonly rule: string; readonly zone: string },
  lastSuccessAt: number | undefined,
  now: number,
): boolean {
  if (lastSuccessAt === undefined) return true
  const first = nextInstant(rule, lastSuccessAt)
  const second = first === undefined ? undefined : nextInstant(rule, first)
  return second !== undefined && second + patienceMs < now
}

/** What a run's report says went wrong. */
export function failureOf(run: RunEntry | undefined): string {
  if (run?.report === undefined || run.ok !== false) return ''
  const { fault } = JSON.parse(run.report) as { readonly fault?: unknown }
  return fault === undefined ? '' : ` ${faultOf(fault).message}`
}
