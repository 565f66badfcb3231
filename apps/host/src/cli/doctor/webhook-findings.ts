import { counted } from '../table.ts'
import type { ConnectionFacts } from './connection-facts.ts'
import type { Facts } from './facts.ts'
import { ageText, findingsAbout, type Finding } from './finding.ts'

const slowMs = 900_000
const stuckMs = 3_600_000
/** A serving host looks daily. */
const forgottenMs = 2 * 86_400_000

/** What vendors told, and whether they will go on telling. */
export function webhookFindings(
  { id, inbox, webhookLetters, registration }: ConnectionFacts,
  { now, hasPublicUrl }: Pick<Facts, 'now' | 'hasPublicUrl'>,
): readonly Finding[] {
  const { ok, warning, problem } = findingsAbout(`webhooks ${id}`)
  const findings: Finding[] = []
  if (inbox !== undefined) {
    const age = now - inbox.oldestAt
    const message = `Waiting to be worked on: ${counted(inbox.waiting, 'webhook')}, the oldest for ${ageText(age)}.`
    const hint = 'See whether `cartograph serve` runs; its log says what they wait for.'
    if (age > stuckMs) findings.push(problem(message, hint))
    else if (age > slowMs) findings.push(warning(message, hint))
    else findings.push(ok(message))
  }
  if (webhookLetters > 0)
    findings.push(
      warning(
        `${counted(webhookLetters, 'webhook')} could not be understood.`,
        '`cartograph status` says why. A new `cartograph sync` brings what they told.',
      ),
    )
  if (registration !== undefined && hasPublicUrl)
    findings.push(registrationFinding(id, registration, now))
  return findings
}

function registrationFinding(
  id: string,
  { count, checkedAt }: NonNullable<ConnectionFacts['registration']>,
  now: number,
): Finding {
  const { ok, warning, problem } = findingsAbout(`webhooks ${id}`)
  const hint = `Run \`cartograph webhooks register ${id}\`, or start \`cartograph serve\`, which looks daily.`
  if (count === undefined || checkedAt === undefined)
    return warning('The vendor was not told where webhooks go.', hint)
  if (count === 0) return problem('The vendor knows none of our webhooks any more.', hint)
  const age = now - checkedAt
  if (age > forgottenMs)
    return warning(
      `Whether the vendor still knows them was last looked at ${ageText(age)} ago.`,
      hint,
    )
  return ok(`${counted(count, 'webhook')} registered, seen at the vendor ${ageText(age)} ago.`)
}
