import type { Connector, Json } from '@cartograph/core'
import type { Evidence } from './evidence.ts'
import type { ConformanceOptions } from './options.ts'
import type { Baseline } from './baseline.ts'
import type { Group } from './report.ts'
import type { Scene, SceneWish } from './scene.ts'

/** What checks are run against. */
export interface Suite {
  readonly connector: Connector<unknown, Json>
  readonly options: ConformanceOptions
  readonly evidence: Evidence
  /** A fresh double; it is stopped when `work` ends. */
  readonly inScene: <Result>(
    work: (scene: Scene) => Promise<Result>,
    wish?: SceneWish,
  ) => Promise<Result>
  /** One complete reading of every stream, made once. */
  readonly baseline: () => Promise<Baseline>
}

/** Why a check has nothing to say, or what should be known although it passed; without either it passed. */
export type Verdict = { readonly notApplicable: string } | { readonly note: string } | undefined

/** One thing that a connector must do. It throws a mismatch where it does not. */
export interface Check {
  readonly id: string
  readonly group: Group
  readonly name: string
  readonly run: (suite: Suite) => Promise<Verdict>
}

export const noSimulator: Verdict = { notApplicable: 'there is no simulator of the vendor' }

/** Runs for each of several parts; does not apply where it applies to none of them. */
export async function forEachPart<Part>(
  parts: Readonly<Record<string, Part>>,
  work: (name: string, part: Part) => Promise<Verdict>,
  none: string,
): Promise<Verdict> {
  const reasons: string[] = []
  for (const [name, part] of Object.entries(parts)) {
    const verdict = await work(name, part)
    if (verdict !== undefined && 'notApplicable' in verdict) reasons.push(verdict.notApplicable)
  }
  if (reasons.length < Object.keys(parts).length) return undefined
  return { notApplicable: [...new Set(reasons)].join('; ') || none }
}
