import { processProject } from '../../tooling/config/vitest.ts'

export const processTests = ['src/{demo,serve-stage,connect-a-shop,persons}.test.ts']

export default processProject('demo', processTests)
