import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newTokenText } from '../rights/index.ts'
import { folderWith } from '../testing/folder.ts'
import { formatProblem, loadConfiguration } from './index.ts'

async function load(tokens: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\ncustomers: { nodes: { nordic: { of: [denmark] }, denmark: { of: [nowhere] } } }\ntokens:\n${tokens}\n`.replace(
      'denmark: { of: [nowhere] }',
      'denmark: { connections: [] }',
    ),
  })
  const loaded = await loadConfiguration(join(folder, 'cartograph.yaml'), { environment })
  const problems = loaded.problems.map((problem) => formatProblem(problem, folder))
  return { tokens: loaded.configuration?.tokens, problems }
}
