import { sql } from 'kysely'
import { campaignColumns, type CampaignColumn, type LinkColumn } from './campaign-tables.ts'
import type { Dialect, Row, Work } from './database.ts'
import { asked } from './sales-scope.ts'

export interface CampaignWish {
  readonly model: string
  readonly part: string
  readonly by: readonly (LinkColumn | 'value' | 'store')[]
  readonly from: number
  readonly to: number
  /** Empty: all. */
  readonly stores: readonly string[]
  /** What is in it is summed over all days, because it is converted at no rate. */
  readonly shown: string
}

/** Sums of one group and currency: of one day where they have to be converted. */
export interface CampaignSum {
  readonly group: readonly string[]
  readonly currency: string
  readonly day: number
  readonly sums: Readonly<Record<CampaignColumn, bigint>>
}

export function* campaignSums(
  dialect: Dialect,
  org: string,
  { model, part, by, from, to, stores, shown }: CampaignWish,
): Work<readonly CampaignSum[]> {
  const chosen = stores.length === 0 ? sql`` : sql` and store in ${dialect.within(stores)}`
  const columns = [
    sql`case when currency = ${shown} then ${sql.lit(from)} else day end as d`,
    sql`currency as c`,
    ...by.map((name, at) => sql`${sql.ref(name)} as ${sql.ref(`g${at}`)}`),
    ...campaignColumns.map((name) => sql`cast(sum(${sql.ref(name)}) as text) as ${sql.ref(name)}`),
  ]
  const rows = yield* asked<
    Row & { readonly d: number; readonly c: string } & Readonly<Record<CampaignColumn, string>>
  >(
    dialect,
    sql`select ${sql.join(columns)} from campaign_cube where org = ${org} and model = ${model} and part = ${part}
      and day >= ${sql.lit(from)} and day <= ${sql.lit(to)}${chosen}
      group by ${sql.join([sql`1`, sql`2`, ...by.map((_, at) => sql.lit(at + 3))])}`,
  )
  return rows.map((row) => ({
    group: by.map((_, at) => String(row[`g${at}`])),
    currency: row.c,
    day: row.d,
    sums: Object.fromEntries(campaignColumns.map((name) => [name, BigInt(row[name])])) as Record<
      CampaignColumn,
      bigint
    >,
  }))
}
