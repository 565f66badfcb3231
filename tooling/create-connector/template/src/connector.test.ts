import { conformance } from '@cartograph/testkit'
import { exampleShop } from './index.ts'
import { startSimulator } from './testing/simulator.ts'

conformance(exampleShop, {
  simulator: { start: () => startSimulator() },
  package: new URL('..', import.meta.url),
})
