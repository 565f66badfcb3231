import { processProject } from '../../tooling/config/vitest.ts'

export const processTests = [
  'src/cli/{first-user,outgoing,process,serve,served-process,stopping,traced-process}.test.ts',
  'src/isolation/{broken-processes,host-death,killed-process,same-vendor,same-store}.test.ts',
]

export default processProject('host', processTests)
