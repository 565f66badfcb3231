import { project } from '../../tooling/config/vitest.ts'

export default project('contacthub')
