import { phases, type Phase } from './phases.ts'

/** A moment at which a command is killed. */
export interface Kill {
  /** Which command of the story. */
  readonly command: number
  readonly phase: Phase
  readonly moment: number
}

/** Moments of each phase in each command of the undisturbed story. */
export type Moments = readonly Readonly<Record<Phase, number>>[]

/** The same numbers from 0 to below 1 for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Draws so many kills of every phase, evenly over all its moments. */
export function drawKills(moments: Moments, perPhase: number, seed: number): readonly Kill[] {
  const random = randomNumbers(seed)
  return phases.flatMap((phase) => {
    const total = moments.reduce((sum, each) => sum + each[phase], 0)
    if (total === 0) throw new Error(`The undisturbed run has no moment of ${phase}.`)
    return Array.from({ length: perPhase }, () => {
      let rest = Math.floor(random() * total)
      let command = 0
      while (rest >= (moments[command]?.[phase] ?? 0)) {
        rest -= moments[command]?.[phase] ?? 0
        command += 1
      }
      return { command, phase, moment: rest + 1 }
    })
  })
}
