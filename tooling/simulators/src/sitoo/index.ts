export { startSitoo, type AskedRequest, type SimulatedSitoo, type SitooOptions } from './start.ts'
export {
  onlyContact,
  simulatedTill,
  type SimulatedTill,
  type TillAnswer,
  type TillOptions,
} from './till.ts'
export type { Admin } from './admin.ts'
export type { TillToken, Unknowns } from './assumptions.ts'
export type { DeliveredBatch, EventQueue, Subscription } from './events.ts'
export type { ResourceName } from './resources.ts'
export type { Sale, SaleLine } from './sale.ts'
export type { EventWeather, Mishap } from './weather.ts'
export type { Json, JsonObject } from './json.ts'
