import { processProject } from '../config/vitest.ts'

export const processTests = ['src/compatibility/command.test.ts']

export default processProject('testkit', processTests)
