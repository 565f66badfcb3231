import { processProject } from '../../tooling/config/vitest.ts'

export const processTests = ['src/setup.test.ts']

export default processProject('checks', processTests)
