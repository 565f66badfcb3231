import { conformance } from '@cartograph/testkit'
import { dataStudio } from './index.ts'

conformance(dataStudio, {
  package: new URL('../', import.meta.url),
  simulator: { start: async () => ({ settings: {}, stop: async () => {} }) },
})
