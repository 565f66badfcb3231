import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fault } from '@cartograph/core'
import { snapshotTest, snapshotVariable } from './write-snapshot.ts'

/**
 * Runs the conformance suites of the package in `folder` so that they write `compatibility.json`; gives the exit code.
 *
 * The suites know the double of the vendor, its settings and the package, so the command needs to be told nothing.
 */
export async function runSnapshot(
  folder: string,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  const child = spawn(process.execPath, [vitestOf(folder), 'run', '-t', snapshotTest], {
    cwd: folder,
    stdio: output,
    env: { ...process.env, [snapshotVariable]: 'yes' },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      resolve(code ?? 1)
    })
  })
}

function vitestOf(folder: string): string {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('vitest/package.json')
    return join(dirname(manifest), 'vitest.mjs')
  } catch (error) {
    throw fault(
      {
        kind: 'config',
        message: 'vitest is not installed here.',
        hint: 'Run the command in the folder of the connector’s package, after `npm install`.',
      },
      error,
    )
  }
}
