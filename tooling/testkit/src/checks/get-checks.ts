import { isFault } from '@cartograph/core'
import { forEachPart, noSimulator, type Check } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import { keyOf, keyText, rowText, some } from '../stream-keys.ts'
import { getRows, listedStreams, planStream, readStream, sweepPages } from '../walking.ts'

const group = 'Read'
/** Enough to see whether answers keep the order of the questions. */
const askedKeys = 5

export const getChecks: readonly Check[] = [
  {
    id: 'get.answers',
    group,
    name: 'gives the present state of single records, an answer for each key and in their order',
    run: async (suite) => {
      if (suite.options.simulator === undefined) return noSimulator
      return suite.inScene(async (scene) =>
        forEachPart(
          listedStreams(scene, suite.options.streams),
          async (name, stream) => {
            if (stream.get === undefined) return { notApplicable: 'no stream reads single records' }
            const { rows } = await readStream(scene, name)
            const keys = [...rows.keys()].slice(0, askedKeys).map(keyOf).toReversed()
            if (keys.length === 0) return { notApplicable: 'there is no record to ask for' }
            const answers = await getRows(scene, name, keys)
            const found = answers.map((answer) =>
              answer === null
                ? 'null'
                : isFault(answer)
                  ? answer.message
                  : keyText(stream.key(answer as object)),
            )
            const wanted = keys.map(keyText)
            if (found.join() === wanted.join()) return undefined
            throw mismatch({
              expected: `\`get\` of ${name} to answer ${wanted.join(', ')}`,
              happened: `it answered ${found.join(', ') || 'nothing'}.`,
              mend: 'Give one answer for each key, in the order of the keys; `null` where the record is gone.',
            })
          },
          'no stream can be listed',
        ),
      )
    },
  },
  {
    id: 'get.sameRow',
    group,
    name: 'shows a record the same in a list and by itself',
    run: async (suite) => {
      if (suite.options.simulator === undefined) return noSimulator
      return suite.inScene(async (scene) =>
        forEachPart(
          listedStreams(scene, suite.options.streams),
          async (name, { get }) => {
            if (get === undefined) return { notApplicable: 'no stream reads single records' }
            const { rows } = await readStream(scene, name)
            const keys = [...rows.keys()].slice(0, askedKeys)
            const answers = await getRows(scene, name, keys.map(keyOf))
            const other = keys.filter((key, index) => rowText(answers[index]) !== rows.get(key))
            if (other.length === 0) return undefined
            throw mismatch({
              expected: `the rows of ${name} to be equal in a list and by \`get\``,
              happened: `they differ in ${some(other)}.`,
              mend: 'Ask for the same fields in both, or the row changes with the way by which it came.',
            })
          },
          'no stream can be listed',
        ),
      )
    },
  },
  {
    id: 'get.gone',
    group,
    name: 'answers `null` for a record that is gone',
    run: async (suite) => {
      if (suite.options.simulator === undefined) return noSimulator
      return suite.inScene(async (scene) =>
        forEachPart(
          listedStreams(scene, suite.options.streams),
          async (name, { get, deletes }) => {
            const remove = scene.simulated.streams?.[name]?.remove
            if (get === undefined || remove === undefined)
              return { notApplicable: 'the simulator removes nothing that can be asked for' }
            if (deletes === 'never') return { notApplicable: 'its streams never delete' }
            const { rows } = await readStream(scene, name)
            const key = keyText(await remove())
            if (!rows.has(key)) return { notApplicable: 'what was removed had not been read' }
            const [answer] = await getRows(scene, name, [keyOf(key)])
            if (answer === null) return undefined
            throw mismatch({
              expected: `\`get\` of ${name} to answer \`null\` for ${key}, which was removed`,
              happened: `it answered ${JSON.stringify(answer)?.slice(0, 200)}.`,
              mend: 'Turn the vendor’s 404, or its mark of deletion, into `null`.',
            })
          },
          'no stream can be listed',
        ),
      )
    },
  },
  {
    id: 'keys.same',
    group,
    name: 'finds the same keys by a sweep as by reading',
    run: async (suite) => {
      if (suite.options.simulator === undefined) return noSimulator
      return suite.inScene(async (scene) =>
        forEachPart(
          listedStreams(scene, suite.options.streams),
          async (name, { list }) => {
            if (list?.keys === undefined)
              return { notApplicable: 'no stream can be swept by its keys' }
            const { rows } = await readStream(scene, name)
            const swept = new Set<string>()
            for (const slice of await planStream(scene, name))
              for await (const page of sweepPages(scene, name, slice, true))
                for (const key of page.items) swept.add(keyText(key))
            const missing = [...rows.keys()].filter((key) => !swept.has(key))
            const surplus = [...swept].filter((key) => !rows.has(key))
            if (missing.length === 0 && surplus.length === 0) return undefined
            throw mismatch({
              expected: `\`keys\` of ${name} to find what \`read\` finds`,
              happened: `missing: ${some(missing) || 'none'}; only there: ${some(surplus) || 'none'}.`,
              mend: 'What `keys` lacks is taken for deleted: let it walk over the same records.',
            })
          },
          'no stream can be listed',
        ),
      )
    },
  },
]
