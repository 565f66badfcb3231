import { forEachPart, noSimulator, type Check, type Suite } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import type { Scene } from '../scene.ts'
import { rowText, some } from '../stream-keys.ts'
import { listedStreams, planStream, readStream, slicePages } from '../walking.ts'
import { differing } from './read-checks.ts'

const group = 'Incremental and resume'

export const resumeChecks: readonly Check[] = [
  {
    id: 'resume.everyPage',
    group,
    name: 'loses nothing when it is interrupted after every page',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const whole = await readStream(scene, name)
        const resumed = await readStream(scene, name, { isInterrupted: true })
        const missing = [...whole.rows.keys()].filter((key) => !resumed.rows.has(key))
        const other = differing(whole.rows, resumed.rows)
        if (other.length === 0) return
        throw mismatch({
          expected: `${name}, read page by page from the stored positions, to hold the same ${whole.rows.size} rows`,
          happened: `missing: ${some(missing) || 'none'}; differing: ${some(other)}.`,
          mend: 'Let `next` say where to go on after the items of this very page, and let `read` need nothing but it: no variables that live on between pages.',
        })
      }),
  },
  {
    id: 'resume.plan',
    group,
    name: 'plans the same slices each time, each once',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const [one = [], other = []] = [
          await planStream(scene, name),
          await planStream(scene, name),
        ].map((slices) => slices.map(({ params }) => rowText(params)))
        const isTwice = new Set(one).size < one.length
        if (!isTwice && one.join() === other.join()) return
        throw mismatch({
          expected: `the plan of ${name} to give the same slices again, and none twice`,
          happened: isTwice
            ? `a slice came twice: ${some(one.filter((id, index) => one.indexOf(id) !== index))}.`
            : `first ${some(one)}, then ${some(other)}.`,
          mend: 'Let params depend on the account and `context.now` only as far as they must: a slice is known by its params.',
        })
      }),
  },
  {
    id: 'resume.anyOrder',
    group,
    name: 'gives the same rows in whatever order slices are read',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const forwards = await readStream(scene, name)
        if (forwards.slices.length < 2) return 'no stream has two slices'
        const backwards = await readStream(scene, name, { order: 'backwards' })
        const other = differing(forwards.rows, backwards.rows)
        if (other.length === 0) return undefined
        throw mismatch({
          expected: `the slices of ${name} to be independent`,
          happened: `read in another order, these differ: ${some(other)}.`,
          mend: 'Let a slice depend on its params alone.',
        })
      }),
  },
  {
    id: 'resume.oddPosition',
    group,
    name: 'survives a position that it does not know',
    run: async (suite) =>
      eachListed(suite, async (scene, name, stream) => {
        const odd = { writtenBy: 'another version' }
        const verdict = await stream.list?.position['~standard'].validate(odd)
        // What does not fit starts its slice again, without the connector.
        if (verdict?.issues !== undefined) return
        const [slice] = await planStream(scene, name)
        if (slice === undefined) return
        try {
          for await (const page of slicePages(scene, name, slice, odd))
            if (page.end === true) return
        } catch (error) {
          const { kind, message } = scene.caught(`reading ${name} from an odd position`, error)
          throw mismatch({
            expected: `${name} to be readable from any position that its schema takes`,
            happened: `the schema takes ${JSON.stringify(odd)}, and reading from it failed: ${kind}: ${message}`,
            mend: 'Make the schema `position` strict about what it needs; what does not fit is read anew.',
          })
        }
      }),
  },
]

type ListedStream = ReturnType<typeof listedStreams>[string]

/** Looks at every listed stream in one scene; a text is the reason why there is nothing to see. */
export async function eachListed(
  suite: Suite,
  look: (scene: Scene, name: string, stream: ListedStream) => Promise<string | undefined | void>,
) {
  if (suite.options.simulator === undefined) return noSimulator
  return suite.inScene(async (scene) =>
    forEachPart(
      listedStreams(scene, suite.options.streams),
      async (name, stream) => {
        const reason = await look(scene, name, stream)
        return typeof reason === 'string' ? { notApplicable: reason } : undefined
      },
      'no stream can be listed',
    ),
  )
}

/** The same with a double for each stream, where what happens to one would be felt by the next. */
export async function eachListedApart(
  suite: Suite,
  look: (scene: Scene, name: string) => Promise<string | undefined>,
) {
  if (suite.options.simulator === undefined) return noSimulator
  const names = await suite.inScene(async (scene) => listedStreams(scene, suite.options.streams))
  return forEachPart(
    names,
    async (name) => {
      const reason = await suite.inScene((scene) => look(scene, name))
      return reason === undefined ? undefined : { notApplicable: reason }
    },
    'no stream can be listed',
  )
}
