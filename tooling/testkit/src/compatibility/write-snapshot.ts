import { writeFile } from 'node:fs/promises'
import type { Suite } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import { releasedFile } from './released.ts'
import { snapshot } from './snapshot.ts'

/** Set by `cartograph-testkit snapshot`: conformance suites write what is promised now, and check nothing. */
export const snapshotVariable = 'CARTOGRAPH_SNAPSHOT'
/** The name of the only test that a suite has then. */
export const snapshotTest = 'writes compatibility.json'

/** Writes what the connector promises beside its package.json; gives the version under which it does. */
export async function writeSnapshot(suite: Suite): Promise<string> {
  const folder = suite.options.package
  if (folder === undefined)
    throw mismatch({
      expected: 'to know where the package is',
      happened: '`conformance` was called without `package`.',
      mend: "Give it: `package: new URL('../', import.meta.url)`.",
    })
  const released = await snapshot(suite, folder)
  await writeFile(releasedFile(folder), `${JSON.stringify(released, null, 2)}\n`)
  return released.version
}
