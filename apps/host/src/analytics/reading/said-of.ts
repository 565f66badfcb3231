import type { Profile } from '@cartograph/core'
import type { KnownPerson } from '../segments/source.ts'

/** What segments ask of a profile. */
export function saidOf(profile: Profile | undefined): Pick<KnownPerson, 'language' | 'tags'> {
  return { language: profile?.language ?? undefined, tags: profile?.tags ?? undefined }
}
