import { assumed, type Unknowns } from './assumptions.ts'
import { type JsonObject } from './json.ts'
import { resources, type ResourceName } from './resources.ts'
import { tableOf, type Table } from './table.ts'

/** What the vendor keeps of one account with one site. */
export interface Account {
  readonly accountId: number
  readonly eshopId: number
  readonly unknowns: Unknowns
  readonly currency: string
  readonly timeZone: string
  readonly settings: JsonObject
  /** Milliseconds. */
  readonly now: () => number
  readonly second: () => number
  readonly table: (name: ResourceName, parent?: string) => Table
  readonly nextId: (name: ResourceName, parent?: string) => string | number
}

export interface AccountOptions {
  readonly now: () => number
  readonly unknowns?: Partial<Unknowns>
  readonly timeZone?: string
  readonly currency?: string
}

export function openAccount(options: AccountOptions): Account {
  const { now, timeZone = 'Europe/Stockholm', currency = 'SEK' } = options
  const tables = new Map<string, Table>()
  const numbers = new Map<string, number>()
  return {
    accountId: 1500,
    eshopId: 1,
    unknowns: { ...assumed, ...options.unknowns },
    currency,
    timeZone,
    settings: {
      currencycode: currency,
      timezone: timeZone,
      pricesstoredwithvat: true,
      warehouseid: 1,
    },
    now,
    second: () => Math.floor(now() / 1000),
    table(name, parent) {
      const id = idOf(name, parent)
      const known = tables.get(id) ?? tableOf(resources[name].key)
      tables.set(id, known)
      return known
    },
    nextId(name, parent) {
      const id = idOf(name, parent)
      const number = (numbers.get(id) ?? 0) + 1
      numbers.set(id, number)
      return resources[name].numbering === 'guid' ? guid(name, number) : number
    },
  }
}

function idOf(name: ResourceName, parent: string | undefined): string {
  return parent === undefined ? name : `${parent}/${name}`
}

/** As the API writes them: in braces and capitals. */
function guid(name: ResourceName, number: number): string {
  const kind = name === 'users' ? '5B2D9C10' : '7A0C33E1'
  return `{${kind}-52B4-4C61-9F30-${number.toString(16).toUpperCase().padStart(12, '0')}}`
}
