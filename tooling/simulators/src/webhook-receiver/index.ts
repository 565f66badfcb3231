export type { HeldThing, ReceivedRequest } from './received.ts'
export { startReceiver, type ReceiverOptions, type WebhookReceiver } from './start.ts'
export type { Mishap } from './weather.ts'
