import { all, run, type Dialect, type Work } from './database.ts'

/** How an alert stands since it was judged last. */
export interface AlertState {
  readonly alert: string
  readonly isFiring: boolean
  readonly toldAt: number | undefined
  readonly judgedAt: number
  readonly value: string | undefined
  readonly problem: string | undefined
}

export function* readAlertStates(
  { build }: Dialect,
  org: string,
): Work<ReadonlyMap<string, AlertState>> {
  const rows = yield* all(build.selectFrom('alert_state').selectAll().where('org', '=', org))
  return new Map(
    rows.map((row) => [
      row.alert,
      {
        alert: row.alert,
        isFiring: row.is_firing === 1,
        toldAt: row.told_at ?? undefined,
        judgedAt: row.judged_at,
        value: row.value ?? undefined,
        problem: row.problem ?? undefined,
      },
    ]),
  )
}

export function* writeAlertState({ build }: Dialect, org: string, state: AlertState): Work<void> {
  const values = {
    is_firing: state.isFiring ? 1 : 0,
    told_at: state.toldAt ?? null,
    judged_at: state.judgedAt,
    value: state.value ?? null,
    problem: state.problem ?? null,
  }
  yield* run(
    build
      .insertInto('alert_state')
      .values({ org, alert: state.alert, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'alert']).doUpdateSet(values)),
  )
}
