export { startSlack, type SimulatedSlack, type SlackOptions } from './start.ts'
export type { Mishap } from './weather.ts'
export type { Channel, PostedMessage } from './workspace.ts'
