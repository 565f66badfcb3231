import { counted } from '../table.ts'
import type { DeliveryFacts } from './delivery-facts.ts'
import { ageText, findingsAbout, type Finding } from './finding.ts'
import { failureOf } from './reading-findings.ts'

const slowMs = 900_000
const stuckMs = 86_400_000
/** Who should have found out what came of an item has that long. */
const patienceMs = 900_000

/** How a delivery stands. */
export function deliveryFindings(facts: DeliveryFacts, now: number): readonly Finding[] {
  const { id, isPaused, movedAt, letters, held, waiting } = facts
  const { ok, warning } = findingsAbout(`delivery ${id}`)
  if (isPaused) return [ok('Paused by the configuration.')]
  if (movedAt === undefined)
    return [
      warning(
        'Nothing was sent yet.',
        `Run \`cartograph push ${id}\`, or start \`cartograph serve\`.`,
      ),
    ]
  const findings = [...behindFindings(facts, movedAt, now), ...unknownFindings(facts, now)]
  if (letters > 0)
    findings.push(
      warning(
        `${counted(letters, 'item')} could not be delivered.`,
        `\`cartograph status\` says why; after it is mended run \`cartograph replay ${id}\`.`,
      ),
    )
  if (held > 0)
    findings.push(
      warning(
        `Waiting for items of other sinks: ${counted(held, 'item')}.`,
        '`cartograph status` says for which deliveries there are dead letters; those hold them up.',
      ),
    )
  if (findings.length > 0) return findings
  return [ok(waiting === 0 ? 'Up to date.' : `${counted(waiting, 'row')} on the way.`)]
}

function behindFindings(
  { id, behind, waiting, lastRun }: DeliveryFacts,
  movedAt: number,
  now: number,
): readonly Finding[] {
  const { warning, problem } = findingsAbout(`delivery ${id}`)
  const age = now - movedAt
  const why = failureOf(lastRun)
  const hint = `See whether \`cartograph serve\` runs, or run \`cartograph push ${id}\`; \`cartograph check\` asks the vendor.`
  if (behind + waiting > 0 && age > slowMs) {
    const message = `It is ${counted(behind, 'change')} and ${counted(waiting, 'row')} behind, and has not moved for ${ageText(age)}.${why}`
    return [age > stuckMs ? problem(message, hint) : warning(message, hint)]
  }
  const hasFailed = lastRun?.ok === false && why !== ''
  return hasFailed ? [warning(`Its last run failed.${why}`, hint)] : []
}

function unknownFindings(
  { id, unknown, unknownSince }: DeliveryFacts,
  now: number,
): readonly Finding[] {
  if (unknown === 0 || unknownSince === undefined || now - unknownSince < patienceMs) return []
  return [
    findingsAbout(`delivery ${id}`).warning(
      `What came of ${counted(unknown, 'item')} has not been known for ${ageText(now - unknownSince)}.`,
      `Run \`cartograph push ${id}\`: it asks, or does what the connector says is the smaller harm.`,
    ),
  ]
}
