import type { Fault } from '@cartograph/core'
import type { Suite } from '../check.ts'
import { isFaultWithin } from '../evidence.ts'
import { mismatch } from '../mismatch.ts'
import type { Scene } from '../scene.ts'
import { some } from '../stream-keys.ts'
import { statusAnswer, type Mishap } from '../traffic.ts'
import { readStream, type Reading } from '../walking.ts'
import { differing } from './read-checks.ts'
import { eachListed } from './resume-checks.ts'

/** What the vendor asks to be left alone for. */
export const retryAfterSeconds = 600

/** Requests of one complete reading after which things are made to go wrong: the first, one in the middle, the last. */
export async function failingPoints(scene: Scene, name: string): Promise<readonly number[]> {
  const before = scene.traffic.asked.length
  await readStream(scene, name)
  const count = scene.traffic.asked.length - before
  return [...new Set([0, Math.floor(count / 2), count - 1])].filter((point) => point >= 0)
}

/** Reads while the vendor fails from some request on: that must end in a fault, whichever request it is. */
export async function failingFrom(
  suite: Suite,
  mishap: Mishap,
  kinds: readonly Fault['kind'][],
  what: string,
) {
  return eachListed(suite, async (scene, name) => {
    const points = await failingPoints(scene, name)
    for (const point of points) {
      const first = scene.traffic.asked.length + point
      let hasFailed = false
      scene.traffic.mishap = (index) => {
        if (index < first) return undefined
        hasFailed = true
        return mishap
      }
      let fault: Fault | undefined
      let isStray = false
      let reading: Reading | undefined
      try {
        reading = await readStream(scene, name)
      } catch (error) {
        isStray = !isFaultWithin(error)
        if (isStray && 'mismatch' in (error as object)) throw error
        fault = scene.caught(`reading ${name} while the vendor ${what}`, error)
      } finally {
        scene.traffic.mishap = () => undefined
      }
      // What is remembered may make a reading shorter.
      if (!hasFailed) continue
      if (reading !== undefined) throw swallowed(name, `while the vendor ${what}`)
      if (fault !== undefined && !isStray && kinds.includes(fault.kind)) continue
      throw mismatch({
        expected: `a fault of kind ${kinds.join(' or ')} where the vendor ${what}`,
        happened: `reading ${name} ended in ${isStray ? 'an error that is no fault' : (fault?.kind ?? 'nothing')}: ${fault?.message ?? ''}`,
        mend: 'Read answers with `json(response)` of the core, and turn the vendor’s errors into faults in one place.',
      })
    }
    return points.length === 0 ? 'it makes no requests' : undefined
  })
}

/** Reads while one request goes wrong once. */
export async function healing(suite: Suite, mishap: Mishap) {
  return eachListed(suite, async (scene, name) => {
    const whole = await readStream(scene, name)
    const points = await failingPoints(scene, name)
    for (const point of points) {
      const at = scene.traffic.asked.length + point
      scene.traffic.mishap = (index) => (index === at ? mishap : undefined)
      const { rows } = await readStream(scene, name).finally(() => {
        scene.traffic.mishap = () => undefined
      })
      const other = differing(whole.rows, rows)
      if (other.length > 0)
        throw mismatch({
          expected: `${name} to be read as well where request ${point + 1} fails once`,
          happened: `these differ: ${some(other)}.`,
          mend: 'Leave repetition to `context.fetch`, and take no failed answer for an empty one.',
        })
    }
    return points.length === 0 ? 'it makes no requests' : undefined
  })
}

interface Limited {
  readonly fault?: Fault
  /** The request that was refused, and when. */
  readonly limitedAt?: { readonly index: number; readonly at: number }
}

/** Reads while the vendor refuses every request from some on. */
export async function readLimited(scene: Scene, name: string, point: number): Promise<Limited> {
  const first = scene.traffic.asked.length + point
  scene.traffic.mishap = (index) =>
    index < first ? undefined : statusAnswer(429, { 'retry-after': String(retryAfterSeconds) })
  const limitedAt = () => {
    const refused = scene.traffic.asked[first]
    return refused === undefined ? {} : { limitedAt: { index: first, at: refused.at } }
  }
  try {
    await readStream(scene, name)
    return limitedAt()
  } catch (error) {
    return { fault: scene.caught(`reading ${name} at a rate limit`, error), ...limitedAt() }
  } finally {
    scene.traffic.mishap = () => undefined
  }
}

export function swallowed(name: string, when: string): Error {
  return mismatch({
    expected: `${name} to end in a fault ${when}`,
    happened: 'the walk said that it had reached its end. What it lacks would be deleted.',
    mend: 'Let errors pass: only a page that the vendor gave may say `end: true`.',
  })
}
