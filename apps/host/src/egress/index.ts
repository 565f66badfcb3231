export { isRange } from './address-rule.ts'
export { openFetch } from './open-fetch.ts'
export { closedAddress, openLookup, refusalOf, type Resolve } from './open-lookup.ts'
export { rangesOfEnvironment } from './opened-ranges.ts'
