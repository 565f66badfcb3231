import { pathText } from '../../config/index.ts'
import type { LookedAt } from '../each-organisation.ts'
import { clockFinding, storeClockFindings } from './clock-findings.ts'
import { deliveryFindings } from './delivery-findings.ts'
import { gatherFacts } from './facts.ts'
import { findingsAbout, type Finding } from './finding.ts'
import { onlineFindings } from './online-findings.ts'
import { readingFindings } from './reading-findings.ts'
import { webhookFindings } from './webhook-findings.ts'

/**
 * What there is to know of one organisation: entries of the store, readings, webhooks and deliveries; with `online` also what its
 * vendors say. What is of another organisation than that of the file has its name before it.
 */
export async function organisationFindings(
  { organisation, isHome, configuration, store, faults }: LookedAt,
  online: AbortSignal | undefined,
): Promise<readonly Finding[]> {
  const facts = await gatherFacts({ configuration, store }, Date.now())
  const found = [
    ...storedFindings(faults),
    ...(isHome
      ? [clockFinding(facts.connections), ...storeClockFindings(facts.storeOffsetMs)]
      : []),
    ...facts.connections.flatMap((each) => [
      ...readingFindings(each, facts.now),
      ...webhookFindings(each, facts),
    ]),
    ...facts.deliveries.flatMap((each) => deliveryFindings(each, facts.now)),
    ...(online === undefined
      ? []
      : await onlineFindings([...configuration.connections.values()], online)),
  ]
  return isHome
    ? found
    : found.map((finding) =>
        Object.assign({}, finding, { subject: `${organisation}: ${finding.subject}` }),
      )
}

/** What is wrong with entries that the store keeps: all else runs. */
function storedFindings(faults: LookedAt['faults']): readonly Finding[] {
  return Object.entries(faults).flatMap(([name, found]) =>
    found.map(({ path, severity, message, hint = 'Mend it on the page, or over the API.' }) => {
      const about = findingsAbout(name)
      const text = [pathText(path), message].filter((part) => part !== '').join(': ')
      return severity === 'error' ? about.problem(text, hint) : about.warning(text, hint)
    }),
  )
}
