import { project } from '../../tooling/config/vitest.ts'
import { processTests } from './vitest.processes.config.ts'

export default project('demo', { processes: processTests })
