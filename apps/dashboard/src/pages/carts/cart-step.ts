import type { FormGroup } from '../../schema-form/form-value.ts'

/** Whether a message is the ready mail, or what an action is given by expressions. */
export function isReadyMail(step: FormGroup): boolean {
  return !('input' in step)
}

/** The same message made in the other way: there is only one of both. */
export function withMaking(step: FormGroup, making: 'ready' | 'own'): FormGroup {
  const others = Object.fromEntries(
    Object.entries(step).filter(([name]) => name !== 'mail' && name !== 'input'),
  )
  return making === 'ready' ? others : { ...others, input: {} }
}

/** Another way to go: a mail has a ready one, and of everything else is said what it is given. */
export function withAction(step: FormGroup, action: string): FormGroup {
  const changed = { ...step, action }
  return isReadyMail(step) && !action.endsWith('.mail') ? withMaking(changed, 'own') : changed
}

const dayMs = 86_400_000
const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: dayMs }

/** A further message: a day after the last, or two where that is a day after or more already. */
export function nextStep(steps: readonly FormGroup[]): FormGroup {
  const last = steps.at(-1) ?? {}
  const text = typeof last['after'] === 'string' ? last['after'] : '0m'
  const lastMs = Number(text.slice(0, -1)) * (unitMs[text.slice(-1)] ?? 0)
  const days = Number.isFinite(lastMs) ? Math.floor(lastMs / dayMs) + (lastMs < dayMs ? 1 : 2) : 1
  const { action } = last
  return {
    after: days === 1 ? '24h' : `${days}d`,
    ...(typeof action === 'string' && { action }),
  }
}
