export { certificate } from './certificate.ts'
export {
  startMailServer,
  type MailServerOptions,
  type SimulatedMailServer,
  type TakenMail,
} from './start.ts'
export type { Mishap, Step, Weather } from './weather.ts'
