import type { Say } from '../../words/say.ts'

/** Why a run was begun. */
export function causeText(cause: string, say: Say): string {
  switch (cause) {
    case 'person':
      return say('cause.person')
    case 'schedule':
      return say('cause.schedule')
    case 'hint':
      return say('cause.hint')
    case 'first':
      return say('cause.first')
    default:
      return cause
  }
}
