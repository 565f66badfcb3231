import type { CustomerNode, PropertyPolicy, PropertySettings } from '../../config/index.ts'
import { chosenValue, type Chosen, type Sourced } from '../profile/choice.ts'
import type { Contribution } from '../profile/contribution.ts'
import { profileOf, type Profile } from '../profile/profile.ts'
import { connectionsOf, nodeNamed, type CustomerNodes } from './node.ts'

/**
 * The profile of a person as a node sees it: of the records of its own connections alone, chosen as its tree says.
 *
 * `undefined` where no record is of the node: there the person does not exist.
 */
export function profileAt(
  nodes: CustomerNodes,
  id: string,
  contributions: readonly Contribution[],
  settings: PropertySettings,
): Profile | undefined {
  const connections = new Set(connectionsOf(nodes, id))
  const seen = contributions.filter(({ connection }) => connections.has(connection))
  if (seen.length === 0) return undefined
  const node = nodeNamed(nodes, id)
  return profileOf(seen, settings, (all, name, policy) =>
    chosenAt(nodes, node, all, { name, policy, priority: settings.priority }),
  )
}

interface Wanted {
  readonly name: string
  readonly policy: PropertyPolicy
  readonly priority: readonly string[]
}

function chosenAt(
  nodes: CustomerNodes,
  node: CustomerNode,
  contributions: readonly Contribution[],
  wanted: Wanted,
): Chosen | undefined {
  const { name, policy, priority } = wanted
  // Lists are united over the whole tree, so no order of nodes can matter.
  if (node.kind === 'entry' || policy === 'union') {
    const connections = new Set(connectionsOf(nodes, node.id))
    const own = contributions.filter(({ connection }) => connections.has(connection))
    return chosenValue(own, name, policy, priority)
  }
  const found = node.of.flatMap(
    (id) => chosenAt(nodes, nodeNamed(nodes, id), contributions, wanted) ?? [],
  )
  const ordered = node.priority === 'order' ? found : found.toSorted(newestFirst)
  const [best, ...rest] = ordered
  if (best === undefined) return undefined
  const { others, ...sourced } = best
  return { ...sourced, others: [...others, ...rest.flatMap(withOthers)].filter(differs(best)) }
}

function newestFirst(one: Chosen, other: Chosen): number {
  const [oneAt, otherAt] = [one.at ?? -Infinity, other.at ?? -Infinity]
  if (oneAt !== otherAt) return otherAt > oneAt ? 1 : -1
  return one.member < other.member ? -1 : 1
}

function withOthers({ others, ...sourced }: Chosen): readonly Sourced[] {
  return [sourced, ...others]
}

function differs(best: Chosen): (other: Sourced) => boolean {
  const text = JSON.stringify(best.value)
  return ({ value }) => JSON.stringify(value) !== text
}
