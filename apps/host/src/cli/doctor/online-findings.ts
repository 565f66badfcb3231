import type { Connection } from '../../config/index.ts'
import { openLines } from '../../connections/index.ts'
import { checkConnection } from '../../work/index.ts'
import { findingsAbout, type Finding } from './finding.ts'

/** What the check of each connection says, asked now. */
export async function onlineFindings(
  connections: readonly Connection[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const lines = openLines()
  const checks = await Promise.all(
    connections.map((connection) => checkConnection(lines.of(connection), signal)),
  )
  return checks.flatMap(({ id, account, problems }) => {
    const { ok, warning, problem } = findingsAbout(`connection ${id}`)
    const name = account?.name === undefined ? '' : ` (${account.name})`
    if (problems.length === 0) return [ok(`The vendor answers${name}.`)]
    return problems.map(({ severity, part, fault }) => {
      const message = `${part === undefined ? '' : `${part}: `}${fault.message}`
      const hint = fault.hint ?? 'Look into the account at the vendor.'
      return severity === 'error' ? problem(message, hint) : warning(message, hint)
    })
  })
}
