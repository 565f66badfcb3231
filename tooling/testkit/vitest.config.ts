import { project } from '../config/vitest.ts'
import { processTests } from './vitest.processes.config.ts'

export default project('testkit', { testTimeoutMs: 60_000, processes: processTests })
