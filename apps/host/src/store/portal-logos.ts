import { all, first, run, type Dialect, type Work } from './database.ts'
import type { PortalLogoTable } from './share-tables.ts'

export type PortalLogo = Omit<PortalLogoTable, 'org' | 'portal'>

export function* portalLogo(
  { build }: Dialect,
  org: string,
  portal: string,
): Work<PortalLogo | undefined> {
  return yield* first(
    build
      .selectFrom('portal_logo')
      .select(['type', 'data', 'made_at'])
      .where('org', '=', org)
      .where('portal', '=', portal),
  )
}

/** The portals that have one. */
export function* portalsWithLogo({ build }: Dialect, org: string): Work<readonly string[]> {
  const rows = yield* all(
    build.selectFrom('portal_logo').select('portal').where('org', '=', org).orderBy('portal'),
  )
  return rows.map(({ portal }) => portal)
}

/** Puts a logo in the place of the one before. */
export function* writePortalLogo(
  { build }: Dialect,
  org: string,
  portal: string,
  logo: PortalLogo,
): Work<void> {
  yield* run(
    build
      .insertInto('portal_logo')
      .values({ org, portal, ...logo })
      .onConflict((conflict) => conflict.columns(['org', 'portal']).doUpdateSet(logo)),
  )
}

/** False where there was none. */
export function* removePortalLogo({ build }: Dialect, org: string, portal: string): Work<boolean> {
  const removed = yield* first(
    build
      .deleteFrom('portal_logo')
      .where('org', '=', org)
      .where('portal', '=', portal)
      .returning('portal'),
  )
  return removed !== undefined
}
