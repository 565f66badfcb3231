import type { UserWorkspaceConfig } from 'vitest/config'
import { project } from '../../tooling/config/vitest.ts'

const base = project('file-alone', { alone: true })

/** The tests that measure memory. */
const configuration: UserWorkspaceConfig = {
  ...base,
  test: { ...base.test, include: ['src/memory.test.ts'] },
}

export default configuration
