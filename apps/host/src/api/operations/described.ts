import type { Operation } from './operation.ts'
import { registry } from './registry.ts'

/** Every operation by its route, for those who look at what they have in common. */
export const described: ReadonlyMap<string, Operation> = new Map(Object.entries(registry))
