import { join } from 'node:path'
import type { SimulatedStripe } from '@cartograph/simulators/stripe'
import { expectedListed, expectedObjects, objectDifferences } from './expected-objects.ts'
import { storedObjects, type StoredObjects } from './stored-objects.ts'
import { connectionId } from './workspace.ts'

export interface Comparison {
  readonly differences: readonly string[]
  /** What was compared, for people. */
  readonly compared: string
}

/** Objects that the account has, and that the store holds for deleted. */
export function wronglyDeleted(stripe: SimulatedStripe, folder: string): readonly string[] {
  const stored = storedObjects(join(folder, 'cartograph.db'), connectionId)
  return expectedListed(stripe).flatMap(({ stream, objects }) => {
    const { deleted } = stored.get(stream) ?? nothing
    return objects
      .filter(({ id }) => deleted.has(id))
      .map(({ id }) => `${stream} ${id} is alive, and was deleted`)
  })
}

const nothing: StoredObjects = { live: new Map(), deleted: new Set() }

/** Everything in the store beside everything in the account. */
export async function compareWithTruth(
  stripe: SimulatedStripe,
  folder: string,
): Promise<Comparison> {
  const stored = storedObjects(join(folder, 'cartograph.db'), connectionId)
  const expected = await expectedObjects(stripe)
  const parts = expected.map((kind) => {
    const { live, deleted } = stored.get(kind.stream) ?? nothing
    return {
      differences: objectDifferences(kind, live),
      counted: `${live.size} ${kind.stream} (${deleted.size} deleted)`,
    }
  })
  const unknown = [...stored.keys()].filter(
    (name) => !expected.some(({ stream }) => stream === name),
  )
  return {
    differences: [
      ...parts.flatMap(({ differences }) => differences),
      ...unknown.map((stream) => `${stream} is in the store, and nothing to compare it with`),
    ],
    compared: parts.map(({ counted }) => counted).join(', '),
  }
}
