import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { selfTimes } from './cpu-profile.ts'
import { profileText } from './profile-text.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Makes text of the profile that a process left in a folder, and keeps it. */
export function keepProfile(
  folder: string,
  options: { readonly name: string; readonly records: number; readonly kept: string },
): string {
  const { name, records, kept } = options
  const file = readdirSync(folder).find((each) => each.endsWith('.cpuprofile'))
  if (file === undefined) throw new Error('The command left no profile.')
  const profile: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const text = profileText(name, selfTimes(profile, root), records)
  mkdirSync(kept, { recursive: true })
  writeFileSync(join(kept, `${name}.txt`), text)
  return text
}
