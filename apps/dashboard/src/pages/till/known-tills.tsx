import type { ReactNode } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { groupIn } from '../../schema-form/form-value.ts'
import { Answered } from '../../ui/answered.tsx'
import { connectorNamed, type CatalogueConnector } from '../connections/catalogue.ts'
import type { Entry } from '../entries/entry.ts'
import { tillChoices, type TillChoices } from './till-fields.ts'

/** A connection to tills. */
export interface Till {
  readonly entry: Entry
  /** What its system is called. */
  readonly system: string
  readonly choices: TillChoices
}

/** Asks which connections have tills. */
export function KnownTills({
  children,
}: {
  readonly children: (tills: readonly Till[]) => ReactNode
}) {
  const configuration = useAnswer('GET /api/configuration', {})
  const catalogue = useAnswer('GET /api/connectors', {})
  return (
    <Answered query={configuration}>
      {({ entries }) => (
        <Answered query={catalogue}>
          {({ connectors }) => children(tillsIn(entries, connectors))}
        </Answered>
      )}
    </Answered>
  )
}

function tillsIn(
  entries: readonly Entry[],
  connectors: readonly CatalogueConnector[],
): readonly Till[] {
  return entries.flatMap((entry) => {
    if (entry.section !== 'connections') return []
    const connector = connectorNamed(connectors, groupIn(entry.value)['connector'])
    const choices = tillChoices(connector?.settings)
    return connector === undefined || choices === undefined
      ? []
      : [{ entry, system: connector.name, choices }]
  })
}
