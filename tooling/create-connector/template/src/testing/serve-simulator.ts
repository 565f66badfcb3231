import { startSimulator } from './simulator.ts'

/** `npm run simulator`: the shop of `cartograph.yaml`, until Ctrl-C. */
const { settings } = await startSimulator(4711)
console.log(`The simulated shop answers at ${settings.url}`)
