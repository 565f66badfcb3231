import type { AnswerOf } from '../../api/routes.ts'

export type AutomationParts = AnswerOf<'GET /api/automation-parts'>
export type ReadField = NonNullable<AutomationParts['fields'][string]>[number]

/** What can be read where something happens, such as `order.total`; events of any type read the same. */
export function fieldsRead(
  { triggers, eventReads, fields }: AutomationParts,
  event: string,
): readonly ReadField[] {
  const reads = triggers.find(({ id }) => id === event)?.reads ?? eventReads
  return reads.flatMap((root) => fields[root] ?? [])
}

/** The actions that a kind of step can go through: those of the connector that is made for it, or all. */
export function actionsFor({ actions }: AutomationParts, deed: string): readonly string[] {
  if (deed === 'act') return actions.map(({ through }) => through)
  const found = actions.filter(({ through, connector }) => {
    const name = through.slice(through.indexOf('.') + 1)
    if (deed === 'mail') return name === 'mail'
    if (deed === 'slack') return connector === 'slack' || name === 'message'
    return connector === 'webhook'
  })
  return found.map(({ through }) => through)
}
