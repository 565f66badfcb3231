import { createAdapterFactory, type CleanedWhere } from 'better-auth/adapters'
import { fault } from '@cartograph/core'
import { tokenHash } from '../rights/index.ts'
import {
  addPeopleRow,
  changePeopleRows,
  countPeopleRows,
  findPeopleRows,
  takePeopleRows,
  type PeopleCondition,
  type PeopleTable,
  type Store,
} from '../store/index.ts'

const tables: Readonly<Record<string, PeopleTable>> = {
  user: 'host_user',
  session: 'host_session',
  account: 'host_login',
  verification: 'host_code',
  twoFactor: 'host_factor',
}
const flags: ReadonlySet<string> = new Set(['email_verified', 'two_factor_enabled', 'verified'])
const instants = /_(?:at|until)$/

type Fields = Readonly<Record<string, unknown>>
type Stored = string | number | null

/**
 * Where better-auth keeps what it knows: in the store, by the store's own transactions and in tables of its schema.
 *
 * Of a session only the hash of its token is kept, so that whoever reads the database cannot act as somebody who is signed in.
 */
export function authAdapter(store: Pick<Store, 'read' | 'write'>) {
  return createAdapterFactory({
    config: { adapterId: 'cartograph', adapterName: 'Cartograph', supportsJSON: false },
    adapter: () => ({
      create: async ({ model, data }) => {
        const row = await store.write((dialect) =>
          addPeopleRow(dialect, tableOf(model), rowOf(data)),
        )
        return shown(row, data) as typeof data
      },
      findOne: async <Found>({ model, where }: Asked) => {
        const [row] = await store.read((dialect) =>
          findPeopleRows(dialect, tableOf(model), conditionsOf(where), { limit: 1 }),
        )
        return orNull(row, where) as Found | null
      },
      findMany: async <Found>({ model, where = [], limit, offset, sortBy }: AskedMany) => {
        const rows = await store.read((dialect) =>
          findPeopleRows(dialect, tableOf(model), conditionsOf(where), {
            limit,
            offset,
            sortBy: sortBy && {
              column: columnOf(sortBy.field),
              isDown: sortBy.direction === 'desc',
            },
          }),
        )
        return rows.map((row) => shown(row, givenIn(where))) as Found[]
      },
      count: ({ model, where = [] }) =>
        store.read((dialect) => countPeopleRows(dialect, tableOf(model), conditionsOf(where))),
      update: async <Found>({ model, where, update }: Asked & { readonly update: Found }) => {
        const [row] = await change(model, where, { set: rowOf(update as Fields) })
        return orNull(row, where) as Found | null
      },
      updateMany: async ({ model, where, update }) =>
        (await change(model, where, { set: rowOf(update) })).length,
      delete: async ({ model, where }) => {
        await take(model, where)
      },
      deleteMany: async ({ model, where }) => (await take(model, where)).length,
      consumeOne: async <Found>({ model, where }: Asked) => {
        const [row] = await take(model, where, 1)
        return orNull(row, where) as Found | null
      },
      incrementOne: async <Found>({ model, where, increment, set = {} }: AskedToAdd) => {
        const add = Object.fromEntries(
          Object.entries(increment).map(([field, by]) => [columnOf(field), by]),
        )
        const [row] = await change(model, where, { set: rowOf(set), add })
        return orNull(row, where) as Found | null
      },
    }),
  })

  function change(
    model: string,
    where: readonly CleanedWhere[],
    changes: Parameters<typeof changePeopleRows>[3],
  ) {
    return store.write((dialect) =>
      changePeopleRows(dialect, tableOf(model), conditionsOf(where), changes),
    )
  }

  function take(model: string, where: readonly CleanedWhere[], most?: number) {
    return store.write((dialect) =>
      takePeopleRows(dialect, tableOf(model), conditionsOf(where), most),
    )
  }
}

interface Asked {
  readonly model: string
  readonly where: readonly CleanedWhere[]
}

interface AskedMany {
  readonly model: string
  readonly where?: readonly CleanedWhere[] | undefined
  readonly limit: number
  readonly offset?: number | undefined
  readonly sortBy?: { readonly field: string; readonly direction: 'asc' | 'desc' } | undefined
}

interface AskedToAdd extends Asked {
  readonly increment: Readonly<Record<string, number>>
  readonly set?: Fields | undefined
}

function tableOf(model: string): PeopleTable {
  const table = tables[model]
  if (table === undefined) throw unexpected(`has no table ${model}`)
  return table
}

/** `expiresAt` is the column `expires_at`. */
function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function fieldOf(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function rowOf(data: Fields): Readonly<Record<string, Stored>> {
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [columnOf(field), storedOf(field, value)]),
  )
}

function storedOf(field: string, value: unknown): Stored {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  if (typeof value !== 'string') throw unexpected(`keeps no such value as ${field}`)
  return field === 'token' ? tokenHash(value) : value
}

/** A row as better-auth knows it; `given` has the token that was presented, which the row has not. */
function shown(row: Fields | undefined, given: Fields): Fields {
  const { org: _, ...columns } = row ?? {}
  const fields = Object.entries(columns).map(([column, value]) => [
    fieldOf(column),
    valueOf(column, value),
  ])
  const found = Object.fromEntries(fields) as Record<string, unknown>
  return typeof given['token'] === 'string' ? { ...found, token: given['token'] } : found
}

function valueOf(column: string, value: unknown): unknown {
  if (typeof value !== 'number') return value
  if (flags.has(column)) return value === 1
  return instants.test(column) ? new Date(value) : value
}

function orNull(row: Fields | undefined, where: readonly CleanedWhere[]): Fields | null {
  return row === undefined ? null : shown(row, givenIn(where))
}

/** The token that a row was asked for with. */
function givenIn(where: readonly CleanedWhere[]): Fields {
  const token = where.find(({ field, operator }) => field === 'token' && operator === 'eq')
  return token === undefined ? {} : { token: token.value }
}

function conditionsOf(where: readonly CleanedWhere[]): readonly PeopleCondition[] {
  return where.map(({ field, operator, value, connector }) => {
    if (operator === 'contains' || operator === 'starts_with' || operator === 'ends_with')
      throw unexpected(`cannot search by a part of ${field}`)
    const values = Array.isArray(value)
      ? (value as readonly unknown[]).map((each) => storedOf(field, each))
      : storedOf(field, value)
    return {
      column: columnOf(field),
      operator: operator ?? 'eq',
      value: values,
      isOr: connector === 'OR',
    }
  })
}

function unexpected(what: string): Error {
  return fault({
    kind: 'contract',
    message: `What signs people in asked the store for something it does not do: it ${what}.`,
    hint: 'Tell the authors of Cartograph.',
  })
}
