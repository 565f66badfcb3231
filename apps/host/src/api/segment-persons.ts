import { seenPersons, type SeenPerson } from '../customers/index.ts'
import type { Host } from '../work/index.ts'

/** Somebody or something in a segment. */
export interface ListedMember {
  readonly member: string
  /** When it entered, in epoch milliseconds; nobody knows it of a node. */
  readonly enteredAt?: number
  readonly person?: SeenPerson
}

/** Members of a segment of customers, each with who it is, as some nodes see them; all are asked for at once. */
export async function withPersons(
  { store, configuration, log }: Host,
  members: readonly ListedMember[],
  nodes: readonly string[] = [],
): Promise<readonly ListedMember[]> {
  const ids = members.map(({ member }) => member)
  const persons = await store.read((dialect, org) =>
    seenPersons(dialect, org, ids, nodes, configuration.customers),
  )
  const count = persons.length
  log({
    level: 'info',
    message: `By API: persons looked at: ${count}.`,
    fields: { persons: count },
  })
  const byId = new Map(persons.map((person) => [person.id, person]))
  return members.map((each) => {
    const person = byId.get(each.member)
    return person === undefined ? each : { ...each, person }
  })
}
