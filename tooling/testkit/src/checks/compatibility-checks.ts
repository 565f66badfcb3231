import type { Check, Suite, Verdict } from '../check.ts'
import {
  keyChanges,
  lostPositions,
  partChanges,
  permissionChanges,
  schemaChanges,
  settingsChanges,
  type Present,
} from '../compatibility/changes.ts'
import { packageVersion, readReleased, type Released } from '../compatibility/released.ts'
import { mayBreak, nextBreaking } from '../compatibility/version-step.ts'
import { mismatch } from '../mismatch.ts'
import { some } from '../stream-keys.ts'

const group = 'Contract'
const noPackage = { notApplicable: 'the suite is not told where the package is' }
const notReleased = {
  notApplicable: 'there is no compatibility.json, as before the first release',
}

/** What those who use the last release have must go on working, unless the version says that it does not. */
export const compatibilityChecks: readonly Check[] = [
  {
    id: 'contract.keepsSettings',
    group,
    name: 'takes all settings that the last release took',
    run: keeps(async (released, suite) => settingsChanges(released, suite), {
      expected: 'every configuration of the last release to be taken',
      mend: 'Make a new setting optional, with what the last release did as its default; go on taking what was taken',
    }),
  },
  {
    id: 'contract.keepsParts',
    group,
    name: 'has all streams, sinks, actions, look-ups and surfaces of the last release',
    run: keeps(ofParts(partChanges), {
      expected: 'every part of the last release to be there, and of the same kind',
      mend: 'Keep the part under its old name, beside the new one',
    }),
  },
  {
    id: 'contract.keepsFields',
    group,
    name: 'keeps the fields and types that mappings of the last release rely on',
    run: keeps(ofParts(schemaChanges), {
      expected: 'rows, items and inputs of the last release to fit still',
      mend: 'Keep the field; let it take all that it took; make new ones of sinks and actions optional',
    }),
  },
  {
    id: 'contract.keepsKeys',
    group,
    name: 'gives the same row the key and version that the last release gave it',
    run: keeps(ofParts(keyChanges), {
      expected: 'the same key and version for the same row, else every record is a new one',
      mend: 'Make them as before',
    }),
  },
  {
    id: 'contract.keepsPermissions',
    group,
    name: 'does with the permissions that the last release asked for',
    run: keeps(ofParts(permissionChanges), {
      expected: 'keys that merchants made for the last release to be enough',
      mend: 'Put what needs the permission into a part of its own, which may be refused alone',
    }),
  },
  {
    id: 'contract.keepsPositions',
    group,
    name: 'understands the positions that the last release stored, or says that it begins again',
    run: (suite) =>
      compared(suite, async (released) => {
        const lost = await suite.inScene((present) => lostPositions(released, present))
        if (lost.length === 0) return undefined
        return {
          note: `positions of ${released.version} are not understood, so slices begin again: ${some(lost)}`,
        }
      }),
  },
]

type ChangesOf = (released: Released, suite: Suite) => Promise<readonly string[]>

/** Parts are known only with settings that work. */
function ofParts(changes: (released: Released, present: Present) => readonly string[]): ChangesOf {
  return (released, suite) => suite.inScene(async (present) => changes(released, present))
}

function keeps(
  changesOf: ChangesOf,
  { expected, mend }: { readonly expected: string; readonly mend: string },
): Check['run'] {
  return (suite) =>
    compared(suite, async (released, version) => {
      const changes = await changesOf(released, suite)
      if (changes.length === 0) return undefined
      const since = `since ${released.version}: ${changes.join('; ')}`
      if (mayBreak(released.version, version)) return { note: since }
      throw mismatch({
        expected: `${expected}, or version ${nextBreaking(released.version)}`,
        happened: `${since}; and the version is ${version}.`,
        mend: `${mend}. Or raise the version in package.json to ${nextBreaking(released.version)}, and say in the changelog what has to be done.`,
      })
    })
}

async function compared(
  suite: Suite,
  judge: (released: Released, version: string) => Promise<Verdict>,
): Promise<Verdict> {
  const folder = suite.options.package
  if (folder === undefined) return noPackage
  const released = await readReleased(folder)
  if (released === undefined) return notReleased
  return judge(released, await packageVersion(folder))
}
