import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { raceSize, wrongAfter } from '../testing/race-history.ts'

const runs = Number(process.env['RACE_RUNS'] ?? 4)
const histories = [true, false].flatMap((hasVersion) =>
  (['keyset', 'offset'] as const).flatMap((paging) =>
    [0, 0.05].map((lostShare) => Object.assign({ hasVersion, paging, lostShare }, raceSize)),
  ),
)

test.each(histories)(
  'the store ends as the vendor does: versions $hasVersion, $paging paging, lost $lostShare',
  { timeout: 120_000 },
  async (history) => {
    await fastCheck.assert(
      fastCheck.asyncProperty(fastCheck.nat(), async (seed) => {
        expect(await wrongAfter({ ...history, seed })).toStrictEqual([])
      }),
      { numRuns: runs },
    )
  },
)
