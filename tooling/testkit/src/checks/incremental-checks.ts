import { canonicalise } from '@cartograph/core'
import type { Check } from '../check.ts'
import { beginFollowing, feedPages, follow, type Followed } from '../following.ts'
import { mismatch } from '../mismatch.ts'
import type { Scene } from '../scene.ts'
import { keyText, some } from '../stream-keys.ts'
import { readStream } from '../walking.ts'
import { eachListed } from './resume-checks.ts'

const group = 'Incremental and resume'
/** Enough for every vendor to show what has happened. */
const settledMs = 3_600_000
/** More than three pages of most doubles. */
const tiedRecords = 350

const noChange = 'the simulator does not change its records'

export const incrementalChecks: readonly Check[] = [
  {
    id: 'incremental.created',
    group,
    name: 'finds a new record in the next run',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const create = scene.simulated.streams?.[name]?.create
        if (create === undefined) return 'the simulator creates no records'
        const before = await beginFollowing(scene, name)
        pass(scene)
        const key = keyText(await create())
        pass(scene)
        const { reading } = await follow(scene, name, before)
        if (reading.rows.has(key)) return undefined
        throw unseen(name, 'was created', [key])
      }),
  },
  {
    id: 'incremental.updated',
    group,
    name: 'finds a changed record in the next run, under the same key',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const update = scene.simulated.streams?.[name]?.update
        if (update === undefined) return noChange
        const before = await beginFollowing(scene, name)
        pass(scene)
        const key = keyText(await update())
        pass(scene)
        const { reading } = await follow(scene, name, before)
        const strangers = [...reading.rows.keys()].filter((one) => !before.reading.rows.has(one))
        if (strangers.length > 0 && !strangers.includes(key))
          throw mismatch({
            expected: `the record ${key} of ${name} to keep its key when it changes`,
            happened: `it came under the key ${some(strangers)}.`,
            mend: 'Build the key of what never changes: the vendor’s id.',
          })
        if (isNewer(before, reading.rows, key)) return undefined
        throw unseen(name, 'was changed', [key])
      }),
  },
  {
    id: 'incremental.sameInstant',
    group,
    name: 'finds a change of the very instant up to which the last run had read',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const update = scene.simulated.streams?.[name]?.update
        if (update === undefined || scene.simulated.pass === undefined)
          return 'the simulator cannot change two records in one instant'
        const begin = await beginFollowing(scene, name)
        pass(scene)
        await update()
        const before = await follow(scene, name, begin)
        const key = keyText(await update())
        pass(scene)
        const { reading } = await follow(scene, name, before)
        if (isNewer(before, reading.rows, key)) return undefined
        throw mismatch({
          expected: `a change of ${key} in ${name} to be found, made in the instant of the last row that was read`,
          happened: 'it is lost: the next run began after that instant.',
          mend: 'Go on from the last instant seen, included, and never past `context.run.until`; rows may come twice.',
        })
      }),
  },
  {
    id: 'incremental.ties',
    group,
    name: 'loses none of many records that changed in one instant, across the ends of pages',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const tie = scene.simulated.streams?.[name]?.tie
        if (tie === undefined) return 'the simulator cannot change many records in one instant'
        const before = await beginFollowing(scene, name)
        pass(scene)
        const keys = (await tie(tiedRecords)).map(keyText)
        pass(scene)
        const anew = await readStream(scene, name, { isInterrupted: true })
        const lost = keys.filter((key) => !anew.rows.has(key))
        const { reading } = await follow(scene, name, before)
        const stale = keys.filter((key) => !isNewer(before, reading.rows, key))
        if (lost.length === 0 && stale.length === 0) return undefined
        throw mismatch({
          expected: `all ${keys.length} records of ${name} that changed in one instant`,
          happened: `missing from a complete reading: ${some(lost) || 'none'}; not found by the next run: ${some(stale) || 'none'}.`,
          mend: 'Where a page ends within an instant, go on with that instant, not after it; `keyset` of the core does.',
        })
      }),
  },
  {
    id: 'incremental.during',
    group,
    name: 'finds what changes while it reads',
    run: async (suite) =>
      eachListed(suite, async (scene, name) => {
        const update = scene.simulated.streams?.[name]?.update
        if (update === undefined) return noChange
        const before = await beginFollowing(scene, name)
        let key: string | undefined
        pass(scene)
        const during = await readStream(scene, name, {
          onPage: async () => {
            key ??= keyText(await update())
          },
        })
        pass(scene)
        const { reading } = await follow(scene, name, { reading: during, feed: before.feed })
        const missing = [...before.reading.rows.keys()].filter((one) => !reading.rows.has(one))
        if (key === undefined || (isNewer(before, reading.rows, key) && missing.length === 0))
          return undefined
        throw mismatch({
          expected: `a record of ${name} that changed between two pages to be found, and no other lost`,
          happened: `not found: ${isNewer(before, reading.rows, key) ? 'none' : key}; lost: ${some(missing) || 'none'}.`,
          mend: 'Walk by the instant of change, oldest first, from the last one seen; page numbers move under a walk.',
        })
      }),
  },
  {
    id: 'incremental.goneDuring',
    group,
    name: 'skips no record when another one goes while it reads, where it says that paging is stable',
    run: async (suite) =>
      eachListed(suite, async (scene, name, { list }) => {
        const remove = scene.simulated.streams?.[name]?.remove
        if (list?.paging !== 'stable') return 'no stream says that its paging is stable'
        if (remove === undefined) return 'the simulator removes no records'
        const before = await readStream(scene, name)
        let key: string | undefined
        const { rows } = await readStream(scene, name, {
          onPage: async () => {
            key ??= keyText(await remove())
          },
        })
        const lost = [...before.rows.keys()].filter((one) => one !== key && !rows.has(one))
        if (lost.length === 0) return undefined
        throw mismatch({
          expected: `no other record of ${name} to be missed when ${key} goes while it is read`,
          happened: `missed: ${some(lost)}. With \`paging: 'stable'\` they would be deleted.`,
          mend: 'Go on after the last key that was read, not after a number of rows; or leave `paging` out.',
        })
      }),
  },
  {
    id: 'deletes.asDeclared',
    group,
    name: 'shows a deletion in the way that it declares',
    run: async (suite) =>
      eachListed(suite, async (scene, name, { deletes }) => {
        const remove = scene.simulated.streams?.[name]?.remove
        if (remove === undefined) return 'the simulator removes no records'
        if (deletes === 'never') return 'its streams never delete'
        const before = await beginFollowing(scene, name)
        pass(scene)
        const key = keyText(await remove())
        pass(scene)
        if (deletes === 'absent') {
          const { rows } = await readStream(scene, name)
          if (!rows.has(key)) return undefined
        } else {
          const { reading } = await follow(scene, name, before)
          if (reading.deleted.has(key)) return undefined
          if (scene.parts.webhook !== undefined) return 'deletions are told by webhooks'
        }
        throw mismatch({
          expected: `the deletion of ${key} in ${name} to be ${deletes === 'absent' ? 'seen by its absence' : 'reported'}`,
          happened:
            deletes === 'absent' ? 'a complete reading still has it.' : 'nothing told of it.',
          mend: 'Leave deleted records out of the listing, or give them as `op: "delete"`; or declare `deletes: "never"`.',
        })
      }),
  },
  {
    id: 'feed.resumes',
    group,
    name: 'reads its feed the same when it is interrupted after every page',
    run: async (suite) =>
      suite.options.simulator === undefined
        ? { notApplicable: 'there is no simulator of the vendor' }
        : suite.inScene(async (scene) => {
            const { feed } = scene.parts
            const changing = Object.entries(scene.simulated.streams ?? {}).filter(
              ([name, { update }]) => update !== undefined && feed?.streams.includes(name) === true,
            )
            if (feed === undefined) return { notApplicable: 'it has no feed' }
            if (changing.length === 0) return { notApplicable: noChange }
            const from = await scene.call(() =>
              feed.start(scene.context({ streams: feed.streams })),
            )
            for (const [, { update }] of changing) await update?.()
            pass(scene)
            const [whole, parts] = [
              await entries(scene, from, false),
              await entries(scene, from, true),
            ]
            const lost = whole.filter((entry) => !parts.includes(entry))
            if (whole.length > 0 && lost.length === 0) return undefined
            throw mismatch({
              expected: 'the feed to tell of every change, interrupted or not',
              happened:
                whole.length === 0
                  ? 'it told of none.'
                  : `interrupted, it lost ${lost.length} entries.`,
              mend: 'Let `next` stand after the entries of this very page, and leave out nothing of one instant.',
            })
          }),
  },
]

async function entries(
  scene: Scene,
  from: Parameters<typeof feedPages>[1],
  isInterrupted: boolean,
) {
  const found: string[] = []
  for await (const page of feedPages(scene, from, isInterrupted))
    found.push(
      ...page.items.map((entry) => canonicalise(JSON.parse(JSON.stringify(entry)) as never)),
    )
  return found
}

function pass({ simulated }: Scene): void {
  simulated.pass?.(settledMs)
}

function isNewer(before: Followed, rows: ReadonlyMap<string, string>, key: string): boolean {
  const now = rows.get(key)
  return now !== undefined && now !== before.reading.rows.get(key)
}

function unseen(name: string, what: string, keys: readonly string[]): Error {
  return mismatch({
    expected: `the next run to find ${some(keys)} of ${name}, which ${what} at the vendor`,
    happened: 'it did not.',
    mend: 'Go on from the last instant seen, never from the time of reading; what lists cannot show belongs into a feed, or is read anew in each run (a slice without `tail`).',
  })
}
