import type { CustomerSettings } from './customer-settings.ts'
import { defaultIdentity } from './default-identity.ts'
import { defaultProperties } from './default-properties.ts'

/** How customers are treated where the configuration says nothing. */
export const defaultCustomers: CustomerSettings = {
  identity: defaultIdentity,
  properties: defaultProperties,
  nodes: new Map(),
}
