import { expect, test, vi } from 'vitest'
import type { Place, Store } from '../store/index.ts'
import { raceSize, wrongAfter } from '../testing/race-history.ts'
import type { RaceOptions } from '../testing/racing-vendor.ts'
import type * as burying from './bury.ts'
import type * as turns from './turns.ts'

type Judge = (incoming: object, stored: object) => string

const mutant = vi.hoisted(() => ({ name: '' }))

vi.mock('../store/judgement.ts', async (original) => {
  const real = await original<{ judge: Judge }>()
  return {
    judge: (...[incoming, stored]: Parameters<Judge>) => {
      const verdict = real.judge(incoming, stored)
      const isTie = verdict === 'indistinct'
      if (mutant.name === 'ties keep' && isTie) return 'older'
      if (mutant.name === 'ties replace' && isTie) return 'newer'
      return verdict
    },
  } satisfies typeof real
})

vi.mock('./turns.ts', async (original) => {
  const real = await original<typeof turns>()
  return {
    inTurn: async <Result>(...[store, place, work]: [Store, Place, () => Promise<Result>]) =>
      mutant.name === 'overlapping gets' ? work() : real.inTurn(store, place, work),
  } satisfies typeof real
})

vi.mock('./bury.ts', async (original) => {
  const real = await original<typeof burying>()
  return {
    bury: (...[scene, keys, at]: Parameters<typeof real.bury>) =>
      real.bury(scene, keys, mutant.name === 'deleted now' ? scene.clock.now() : at),
  } satisfies typeof real
})

const runs = Number(process.env['RACE_RUNS'] ?? 4)
const unversioned = { ...raceSize, hasVersion: false, paging: 'keyset', lostShare: 0 } as const
interface Mutant {
  readonly name: string
  readonly history: Omit<RaceOptions, 'seed'>
  /** The first seed that is tried: one that is known to notice. */
  readonly from?: number
}
const mutants: readonly Mutant[] = [
  { name: 'ties keep', history: { ...unversioned, hasVersion: true } },
  { name: 'ties keep', history: unversioned },
  { name: 'ties replace', history: unversioned },
  { name: 'deleted now', history: { ...unversioned, keys: 24, lateShare: 0.9 }, from: 27 },
  {
    name: 'absence without get',
    history: { ...unversioned, paging: 'offset', declares: 'stable', keys: 24 },
  },
]

test.each(mutants)(
  'the histories notice: $name',
  { timeout: 120_000 },
  async ({ name, history, from = 1 }: Mutant) => {
    mutant.name = name
    try {
      for (let seed = from; seed < from + 100; seed += 1)
        if ((await wrongAfter({ ...history, seed })).length > 0) return
      expect.fail(`No history ended wrong with the mutant ${name}.`)
    } finally {
      mutant.name = ''
    }
  },
)

test(
  'two questions for one record at the same time cannot confuse it',
  { timeout: 120_000 },
  async () => {
    mutant.name = 'overlapping gets'
    try {
      for (let seed = 1; seed <= runs; seed += 1)
        expect(await wrongAfter({ ...unversioned, seed })).toStrictEqual([])
    } finally {
      mutant.name = ''
    }
  },
)
