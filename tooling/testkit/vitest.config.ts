import { project } from '../config/vitest.ts'

export default project('testkit', { testTimeoutMs: 60_000 })
