import type { AutomationStep } from './automation-log.ts'
import { all, first, run, type Dialect, type Work } from './database.ts'

/** Automations of which a step is due, or was begun and has not ended: one after the other, however many steps each has. */
export function* automationsDue(
  { build }: Dialect,
  org: string,
  now: number,
): Work<readonly string[]> {
  const found: string[] = []
  const open = build
    .selectFrom('automation_step')
    .select('automation')
    .where('org', '=', org)
    .where('open_at', 'is not', null)
  for (let after = ''; ;) {
    const next = yield* first(open.where('automation', '>', after).orderBy('automation').limit(1))
    if (next === undefined) return found
    after = next.automation
    const due = yield* first(
      open.where('automation', '=', after).where('open_at', '<=', now).limit(1),
    )
    if (due !== undefined) found.push(after)
  }
}

/** Steps that are due, the oldest first; one whose forerunner has not ended waits for it. */
export function* dueAutomationSteps(
  { build }: Dialect,
  org: string,
  {
    automation,
    now,
    limit,
  }: { readonly automation: string; readonly now: number; readonly limit: number },
): Work<readonly AutomationStep[]> {
  return yield* all(
    build
      .selectFrom('automation_step as step')
      .selectAll()
      .where('step.org', '=', org)
      .where('step.automation', '=', automation)
      .where('step.state', '=', 'due')
      .where('step.open_at', '<=', now)
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('automation_step as before')
              .select('before.step')
              .where('before.org', '=', org)
              .whereRef('before.run', '=', 'step.run')
              .whereRef('before.step', '<', 'step.step')
              .where('before.open_at', 'is not', null),
          ),
        ),
      )
      .orderBy('step.open_at')
      .orderBy('step.run')
      .orderBy('step.step')
      .limit(limit),
  )
}

/** Steps that were begun and whose end nobody has written. */
export function* begunAutomationSteps(
  { build }: Dialect,
  org: string,
  automation: string,
  limit: number,
): Work<readonly AutomationStep[]> {
  return yield* all(
    build
      .selectFrom('automation_step')
      .selectAll()
      .where('org', '=', org)
      .where('automation', '=', automation)
      .where('quiet_until', 'is not', null)
      .orderBy('quiet_until')
      .limit(limit),
  )
}

/** No more than so many messages to one address since an instant. */
export interface ContactLimit {
  readonly contact: string
  readonly most: number
  readonly since: number
  /** Only those of this automation count. Default: all. */
  readonly automation?: string
}

export interface StepIntent {
  readonly through: string
  readonly input: string
  readonly sentAt: number
  readonly quietUntil: number
  /** Whom it reaches, where messages to them are counted. */
  readonly contact?: string | undefined
  readonly limits?: readonly ContactLimit[]
}

type StepPlace = Pick<AutomationStep, 'run' | 'step' | 'attempts'>

/**
 * Says that a step is being done, before the first byte of it leaves. `gone`: it is not due any more. `full`: whom it is for has
 * had enough.
 */
export function* beginAutomationStep(
  dialect: Dialect,
  org: string,
  { run: name, step, attempts }: StepPlace,
  { through, input, sentAt, quietUntil, contact, limits = [] }: StepIntent,
): Work<'begun' | 'gone' | ContactLimit> {
  const { build } = dialect
  // Two messages to one person would each find room that is there for one.
  if (contact !== undefined && limits.length > 0)
    yield* dialect.alone(['automation contact', org, contact])
  for (const limit of limits) {
    const had = yield* first(
      build
        .selectFrom('automation_step')
        .select((table) => table.fn.countAll<number>().as('count'))
        .where('org', '=', org)
        .where('contact', '=', limit.contact)
        .where('sent_at', '>', limit.since)
        .where('state', 'in', ['sent', 'acked', 'unknown'])
        .$if(limit.automation !== undefined, (query) =>
          query.where('automation', '=', limit.automation ?? ''),
        ),
    )
    if ((had?.count ?? 0) >= limit.most) return limit
  }
  const row = yield* first(
    build
      .updateTable('automation_step')
      .set({
        state: 'sent',
        attempts: attempts + 1,
        through,
        input,
        sent_at: sentAt,
        quiet_until: quietUntil,
        contact: contact ?? null,
        reason: null,
      })
      .where('org', '=', org)
      .where('run', '=', name)
      .where('step', '=', step)
      .where('state', '=', 'due')
      .where('attempts', '=', attempts)
      .returning('run'),
  )
  return row === undefined ? 'gone' : 'begun'
}

export interface StepEnd {
  readonly state: 'acked' | 'failed' | 'unknown' | 'skipped' | 'due'
  readonly at: number
  /** Of `due`: when it is tried again. */
  readonly dueAt?: number
  readonly reason?: string | undefined
  /** Nothing that comes after it in its run is done either. */
  readonly endsRun?: boolean
}

/**
 * Writes what became of an attempt; false: another attempt has begun since, and this one says nothing any more.
 *
 * An attempt that was given up as unknown may still be told how it ended.
 */
export function* endAutomationStep(
  { build }: Dialect,
  org: string,
  { run: name, step, attempts }: StepPlace,
  { state, at, dueAt, reason, endsRun = false }: StepEnd,
): Work<boolean> {
  const isOpen = state === 'due'
  const row = yield* first(
    build
      .updateTable('automation_step')
      .set({
        state,
        settled_at: isOpen ? null : at,
        reason: reason ?? null,
        // What is tried again later is made anew then; what has ended needs no payload.
        input: null,
        quiet_until: null,
        open_at: isOpen ? (dueAt ?? at) : null,
        ...(isOpen && { due_at: dueAt ?? at, sent_at: null }),
        ...(state === 'skipped' && { sent_at: null }),
      })
      .where('org', '=', org)
      .where('run', '=', name)
      .where('step', '=', step)
      .where('attempts', '=', attempts)
      .where('state', 'in', ['due', 'sent', 'unknown'])
      .returning('run'),
  )
  if (row === undefined) return false
  if (endsRun)
    yield* run(
      build
        .updateTable('automation_step')
        .set({ state: 'skipped', open_at: null, settled_at: at, reason: reason ?? null })
        .where('org', '=', org)
        .where('run', '=', name)
        .where('step', '>', step)
        .where('state', '=', 'due'),
    )
  return true
}

/** Skips whatever an automation has not begun. */
export function* skipDueSteps(
  { build }: Dialect,
  org: string,
  automation: string,
  { at, reason }: { readonly at: number; readonly reason: string },
): Work<number> {
  const rows = yield* all(
    build
      .updateTable('automation_step')
      .set({ state: 'skipped', open_at: null, settled_at: at, reason })
      .where('org', '=', org)
      .where('automation', '=', automation)
      .where('state', '=', 'due')
      .returning('run'),
  )
  return rows.length
}
