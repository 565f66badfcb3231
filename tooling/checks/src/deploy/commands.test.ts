import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { deploymentDocuments, deploymentText } from './read-deployment.ts'

const main = new URL('../../../../apps/host/src/cli/main.ts', import.meta.url).pathname

interface Kustomization {
  readonly resources: readonly string[]
}

interface Pod {
  readonly kind: string
  readonly spec?: {
    readonly template?: {
      readonly spec: { readonly containers: readonly { readonly args?: readonly string[] }[] }
    }
  }
}

/** The command lines that the files start, without the name of the program. */
function commands(): readonly (readonly [file: string, words: readonly string[]])[] {
  const [kustomization] = deploymentDocuments('kubernetes/kustomization.yaml') as [Kustomization]
  const pods = kustomization.resources.flatMap((file) =>
    (deploymentDocuments(join('kubernetes', file)) as Pod[]).flatMap(
      ({ spec }) =>
        spec?.template?.spec.containers.map(({ args = [] }) => [file, args] as const) ?? [],
    ),
  )
  const [, image = '[]'] = /^CMD (\[.*\])$/m.exec(deploymentText('Containerfile')) ?? []
  const [, unit = ''] =
    /^ExecStart=\S+ cartograph (.+)$/m.exec(deploymentText('systemd/cartograph.service')) ?? []
  return [
    ...pods,
    ['Containerfile', JSON.parse(image) as string[]],
    ['cartograph.service', unit.split(' ')],
  ]
}

const patienceMs = 60_000

test.each(commands())(
  '%s starts a command that there is, with options that it has',
  async (_file, words) => {
    expect(words).not.toStrictEqual([])
    // Help is shown only once everything before it was understood.
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--conditions=@cartograph/source',
      main,
      ...words,
      '--help',
    ])
    expect(stdout).toContain(`Usage: cartograph ${words[0]}`)
  },
  patienceMs,
)
