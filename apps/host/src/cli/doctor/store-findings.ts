import type { StoreExamination } from '../../store/index.ts'
import { findingsAbout, sizeText, type Finding } from './finding.ts'

/** Beyond that the log is not folded back: somebody reads without an end, or nobody could write. */
const longLogBytes = 256e6

/** What there is to say about the store's file. */
export function storeFindings({
  sizeBytes,
  logBytes,
  schema,
  knownSchema,
  damage,
  holder,
}: StoreExamination): readonly Finding[] {
  const { ok, warning, problem } = findingsAbout('store')
  const findings = [ok(`${sizeText(sizeBytes)}, its log ${sizeText(logBytes)}.`)]
  if (logBytes > longLogBytes)
    findings.push(
      warning(
        `Its log has grown to ${sizeText(logBytes)}.`,
        'A program reads the store without an end: end it. A restart of `cartograph serve` folds the log back.',
      ),
    )
  if (schema < knownSchema)
    findings.push(
      warning(
        `Its schema is ${schema}; this version works with ${knownSchema}.`,
        'Back it up; the next `cartograph sync` or `serve` brings it up to date.',
      ),
    )
  else if (schema > knownSchema)
    findings.push(
      problem(
        `It was written by a newer Cartograph (schema ${schema}; this one knows up to ${knownSchema}).`,
        'Update @cartograph/host to the version that was used last.',
      ),
    )
  else findings.push(ok(`Schema ${schema}.`))
  findings.push(
    damage.length === 0
      ? ok('Its quick check found nothing wrong.')
      : problem(
          `It is damaged: ${damage.join('; ')}.`,
          'Stop Cartograph and restore the newest backup; keep the damaged file for whoever looks into it.',
        ),
  )
  findings.push(ok(holderText(holder)))
  return findings
}

function holderText(holder: StoreExamination['holder']): string {
  if (holder === undefined) return 'No process has it for itself.'
  const where = holder.address === undefined ? '' : `, which serves at ${holder.address}`
  return `It is in use by another process${holder.process}${where}.`
}
