import type { StreamBaseline } from '../baseline.ts'
import { forEachPart, noSimulator, type Check, type Suite, type Verdict } from '../check.ts'
import { mismatch, type Mismatch } from '../mismatch.ts'
import { keyText, some } from '../stream-keys.ts'
import { readStream } from '../walking.ts'

const group = 'Read'
/** More in one page is no page any more. */
const mostPageItems = 10_000

export const readChecks: readonly Check[] = [
  {
    id: 'read.rows',
    group,
    name: 'reads every stream to its end, and finds rows',
    run: async (suite) =>
      forStreams(suite, (name, { fault, reading, rejects }, { streams = {} }) => {
        if (fault !== undefined)
          return {
            expected: `${name} to be read to its end`,
            happened: fault.message,
            mend: 'Let the last page of every slice say `end: true`, and let no row of a healthy vendor stop the walk.',
          }
        if (rejects.length > 0)
          return {
            expected: `every record of ${name} to be readable`,
            happened: `rejected: ${some(rejects)}`,
            mend: 'Loosen the schema to what the connector reads, or mend the simulator.',
          }
        if (reading.rows.size > 0) return undefined
        const empty = streams[name]?.empty
        if (empty !== undefined) return empty
        return {
          expected: `at least one row of ${name}`,
          happened: 'it is empty.',
          mend: 'Let the simulator hold some, or say there why not: `streams: { name: { empty: "…" } }`.',
        }
      }),
  },
  {
    id: 'read.truth',
    group,
    name: 'finds exactly the records that the vendor has',
    run: async (suite) => {
      if (suite.options.simulator === undefined) return noSimulator
      return suite.inScene(async (scene) =>
        forEachPart(
          withKeys(scene.simulated.streams ?? {}, scene.parts.streams ?? {}),
          async (name, keys) => {
            const { rows } = await readStream(scene, name)
            const truth = new Set([...keys()].map(keyText))
            const missing = [...truth].filter((key) => !rows.has(key))
            const surplus = [...rows.keys()].filter((key) => !truth.has(key))
            if (missing.length === 0 && surplus.length === 0) return undefined
            throw mismatch({
              expected: `the ${truth.size} records of ${name} that the vendor has`,
              happened: `missing: ${some(missing) || 'none'}; not there: ${some(surplus) || 'none'}.`,
              mend: 'Walk in an order that does not move while it is read, and go on after the last row, not past it.',
            })
          },
          'the simulator does not tell which records there are',
        ),
      )
    },
  },
  {
    id: 'read.schema',
    group,
    name: 'gives rows that fit the schema of their stream',
    run: async (suite) =>
      forStreams(suite, (name, { misfits }) =>
        misfits.length === 0
          ? undefined
          : {
              expected: `every row of ${name} to fit its schema`,
              happened: `${misfits.length} do not: ${some(misfits.map(({ key, issue }) => `${key} ${issue}`))}`,
              mend: 'Let the schema hold only fields that are read, as they come; or reject the row by itself.',
            },
      ),
  },
  {
    id: 'read.keys',
    group,
    name: 'gives every row a key that is there, and no key two contents',
    run: async (suite) =>
      forStreams(suite, (name, { badKeys, twofold }) =>
        badKeys.length === 0 && twofold.size === 0
          ? undefined
          : {
              expected: `a key for every row of ${name}, its own`,
              happened:
                badKeys.length > 0
                  ? `no usable key: ${some(badKeys)}`
                  : `one key, several records: ${some(twofold)}`,
              mend: 'Take the vendor’s id; where it is unique only within a parent, join both in a tuple.',
            },
      ),
  },
  {
    id: 'read.positions',
    group,
    name: 'gives positions and params that are JSON and fit their schemas',
    run: async (suite) =>
      forStreams(suite, (name, { badPositions, badParams }) =>
        badPositions.length === 0 && badParams.length === 0
          ? undefined
          : {
              expected: `positions and params of ${name} to fit the schemas \`position\` and \`params\``,
              happened: some([...badPositions, ...badParams]),
              mend: 'A position that does not fit starts its slice again: correct the schema or the position.',
            },
      ),
  },
  {
    id: 'read.pageSize',
    group,
    name: 'cuts what it reads into pages',
    run: async (suite) =>
      forStreams(suite, (name, { pages }) => {
        const largest = Math.max(0, ...pages.map(({ items }) => items))
        return largest <= mostPageItems
          ? undefined
          : {
              expected: `pages of ${name} with at most ${mostPageItems} items`,
              happened: `one has ${largest}.`,
              mend: 'Yield a page for each answer of the vendor.',
            }
      }),
  },
  {
    id: 'read.memory',
    group,
    name: 'lets go of the rows that it has handed over',
    run: async (suite) =>
      forStreams(suite, (name, { heldRows }) => {
        if (heldRows === undefined) return 'no stream has four pages'
        return heldRows === 0
          ? undefined
          : {
              expected: `the rows of the first page of ${name} to be free some pages later`,
              happened: `${heldRows} of them are still held, so memory grows with the history.`,
              mend: 'Keep no rows between pages; what must be remembered belongs into the position, and is small.',
            }
      }),
  },
  {
    id: 'read.lazy',
    group,
    name: 'asks for nothing before the next page is wanted',
    run: async (suite) =>
      forStreams(suite, (name, { pages }) => {
        const ahead = pages.findIndex((page) => page.ahead > 0)
        return ahead === -1
          ? undefined
          : {
              expected: `no request between a page of ${name} and the wish for the next`,
              happened: `after page ${ahead + 1} there were ${pages[ahead]?.ahead}.`,
              mend: 'Fetch inside the loop, after the `yield`: the page has to be stored first.',
            }
      }),
  },
  {
    id: 'read.twice',
    group,
    name: 'reads the same twice where nothing changes',
    run: async (suite) => {
      if (suite.options.simulator === undefined) return noSimulator
      const { streams } = await suite.baseline()
      return suite.inScene(async (scene) =>
        forEachPart(
          Object.fromEntries(streams),
          async (name) => {
            const first = await readStream(scene, name)
            const second = await readStream(scene, name)
            const other = differing(first.rows, second.rows)
            if (other.length === 0) return undefined
            throw mismatch({
              expected: `two complete readings of ${name} to be equal`,
              happened: `they differ in ${some(other)}.`,
              mend: 'Leave out of a row what changes by itself, such as the time of reading.',
            })
          },
          'no stream can be listed',
        ),
      )
    },
  },
]

export function differing(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  const keys = new Set([...one.keys(), ...other.keys()])
  return [...keys].filter((key) => one.get(key) !== other.get(key))
}

/** Looks at what the one complete reading saw of each stream; a text is the reason why there is nothing to see. */
async function forStreams(
  suite: Suite,
  look: (
    name: string,
    seen: StreamBaseline,
    simulated: { readonly streams?: Readonly<Record<string, { readonly empty?: string }>> },
  ) => Mismatch | string | undefined,
): Promise<Verdict> {
  if (suite.options.simulator === undefined && suite.options.cassette === undefined)
    return noSimulator
  const { streams, simulated } = await suite.baseline()
  return forEachPart(
    Object.fromEntries(streams),
    async (name, seen) => {
      const found = look(name, seen, simulated)
      if (typeof found === 'string') return { notApplicable: found }
      if (found !== undefined) throw mismatch(found)
      return undefined
    },
    'no stream can be listed',
  )
}

function withKeys(
  simulated: Readonly<
    Record<string, { readonly keys?: () => Iterable<Parameters<typeof keyText>[0]> }>
  >,
  streams: Readonly<Record<string, unknown>>,
) {
  return Object.fromEntries(
    Object.entries(simulated).flatMap(([name, { keys }]) =>
      keys !== undefined && name in streams ? [[name, keys] as const] : [],
    ),
  )
}
