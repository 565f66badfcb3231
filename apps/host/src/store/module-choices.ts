import { all, run, type Dialect, type Work } from './database.ts'

/** What an organisation chose of one of the things that it may use, or asks for. */
export interface ModuleChoice {
  readonly module: string
  readonly choice: 'hidden' | 'requested'
}

export function* moduleChoices(
  { build }: Dialect,
  org: string,
): Work<ReadonlyMap<string, ModuleChoice['choice']>> {
  const rows = yield* all(
    build.selectFrom('module_choice').select(['module', 'choice']).where('org', '=', org),
  )
  return new Map(
    rows.map(({ module, choice }) => [module, choice === 'hidden' ? 'hidden' : 'requested']),
  )
}

/** Undefined takes a choice back. */
export function* chooseModule(
  { build }: Dialect,
  org: string,
  {
    module,
    choice,
    changedAt,
    changedBy,
  }: {
    readonly module: string
    readonly choice: ModuleChoice['choice'] | undefined
    readonly changedAt: number
    readonly changedBy: string
  },
): Work<void> {
  if (choice === undefined) {
    yield* run(
      build.deleteFrom('module_choice').where('org', '=', org).where('module', '=', module),
    )
    return
  }
  const chosen = { choice, changed_at: changedAt, changed_by: changedBy }
  yield* run(
    build
      .insertInto('module_choice')
      .values({ org, module, ...chosen })
      .onConflict((conflict) => conflict.columns(['org', 'module']).doUpdateSet(chosen)),
  )
}

/** Something that an organisation asks the operator for. */
export interface ModuleRequest {
  readonly organisation: string
  readonly module: string
  readonly requestedAt: number
}

/** What all organisations of the installation ask for. */
export function* moduleRequests({ build }: Dialect): Work<readonly ModuleRequest[]> {
  return yield* all(
    build
      .selectFrom('module_choice')
      .select(['org as organisation', 'module', 'changed_at as requestedAt'])
      .where('choice', '=', 'requested')
      .orderBy('org')
      .orderBy('module'),
  )
}

/** The same by their ids. */
export function* requestedModules(dialect: Dialect): Work<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  for (const { organisation, module } of yield* moduleRequests(dialect))
    found.set(organisation, [...(found.get(organisation) ?? []), module])
  return found
}
