import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfiguration } from '@cartograph/host'
import { expect, onTestFinished, test } from 'vitest'
import { deploymentDocuments, deploymentText } from './read-deployment.ts'

interface ConfigMap {
  readonly data: Readonly<Record<string, string>>
}

const [map] = deploymentDocuments('kubernetes/config-map.yaml') as [ConfigMap]

test.each([
  ['of compose', deploymentText('cartograph.yaml')],
  ['of Kubernetes', map.data['cartograph.yaml'] ?? ''],
])('the configuration %s can be loaded, and has no secret in it', async (_of, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'deployment-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'cartograph.yaml')
  writeFileSync(file, text)
  const store = 'postgres://cartograph:word@postgres:5432/cartograph'
  const { problems, configuration } = await loadConfiguration(file, {
    environment: { DATABASE_URL: store, CARTOGRAPH_URL: 'https://data.example' },
  })
  expect(problems).toStrictEqual([])
  expect(configuration).toMatchObject({
    store,
    host: {
      url: 'https://data.example',
      address: '0.0.0.0',
      port: 4700,
      metrics: { address: '0.0.0.0', port: 9464 },
    },
  })
})
