import type { Mismatch } from './mismatch.ts'

export const groups = [
  'Contract',
  'Check',
  'Read',
  'Incremental and resume',
  'Webhooks',
  'Sink',
  'Erasure',
  'Surface',
  'Network',
  'Papers',
] as const
export type Group = (typeof groups)[number]

/** What came of one check. */
export type CheckResult = {
  readonly id: string
  readonly group: Group
  readonly name: string
  readonly durationMs: number
} &
  /** `note`: what should be known all the same. */
  (
    | { readonly status: 'passed'; readonly note?: string }
    | { readonly status: 'failed'; readonly mismatch: Mismatch }
    /** `reason`: why it has nothing to say about this connector. */
    | { readonly status: 'notApplicable'; readonly reason: string }
  )

export interface ConformanceReport {
  readonly connector: string
  readonly results: readonly CheckResult[]
}

/** The report as a table: a line a check, and the reason of each that did not apply. */
export function reportText({ connector, results }: ConformanceReport): string {
  const width = Math.max(0, ...results.map(({ id }) => id.length))
  const lines = results.map((result) => {
    const word = { passed: 'ok', failed: 'FAILED', notApplicable: '–' }[result.status]
    const said = noteOf(result)
    const note = said === undefined ? '' : ` (${said})`
    return `  ${word.padEnd(6)}  ${result.id.padEnd(width)}  ${result.name}${note}`
  })
  const count = (status: CheckResult['status']) =>
    results.filter((result) => result.status === status).length
  return [
    `Conformance of ${connector}: ${count('passed')} passed, ${count('failed')} failed, ${count('notApplicable')} do not apply`,
    ...lines,
  ].join('\n')
}

function noteOf(result: CheckResult): string | undefined {
  if (result.status === 'notApplicable') return result.reason
  return result.status === 'passed' ? result.note : undefined
}
