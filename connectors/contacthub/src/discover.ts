import type { Context } from '@cartograph/core'
import { readExtended, type ExtendedProperty } from './extended-schema.ts'
import { profiles, type ProfileName } from './profiles.ts'
import { isTrusted, type Settings } from './settings.ts'

type FoundProfile = {
  readonly product: string
  readonly reads: string
  readonly often: string
  readonly form: string
}
export type Found = {
  /** `null`: this source may not see them. */
  readonly extended: readonly ExtendedProperty[] | null
  /** What the sister products take from the node, of those in the settings. */
  readonly profiles: readonly FoundProfile[]
}

export async function discover(context: Context<Settings>): Promise<Found> {
  const { config } = context
  return {
    extended: isTrusted(config) ? ((await readExtended(context)) ?? null) : null,
    profiles: (config.profiles ?? []).map(foundProfile),
  }
}

function foundProfile(name: ProfileName): FoundProfile {
  const { name: product, reads, often, form } = profiles[name]
  return { product, reads, often, form }
}
