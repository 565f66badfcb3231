import type { AskedOf } from '../../api/routes.ts'

export type ShareWish = AskedOf<'POST /api/shares'>['body']
export type Choice = NonNullable<ShareWish['choices']>[number]

export const choices: readonly Choice[] = ['range', 'compare', 'currency']

/** What is written in the form of a link. */
export interface WrittenShare {
  /** `dashboards/overview`, or `portals/clients`. */
  readonly what: string
  readonly choices: readonly Choice[]
  readonly password: string
  /** The last day on which it is good; empty: it does not end. */
  readonly lastDay: string
  /** One in each line, or with commas between. */
  readonly origins: string
}

export const nothingWritten: WrittenShare = {
  what: '',
  choices: [],
  password: '',
  lastDay: '',
  origins: '',
}

/**
 * What the host is asked for. A link ends with its last day where whoever makes it is.
 *
 * @param settings what figures are held to; a portal says that by itself.
 */
export function shareWish(
  { what, choices: chosen, password, lastDay, origins }: WrittenShare,
  settings: NonNullable<ShareWish['settings']>,
): ShareWish {
  const [section = '', ...target] = what.split('/')
  const isPortal = section === 'portals'
  return {
    section: isPortal ? 'portals' : 'dashboards',
    target: target.join('/'),
    settings: isPortal ? {} : settings,
    choices: isPortal ? [] : [...chosen],
    origins: originsIn(origins),
    ...(password !== '' && { password }),
    ...(lastDay !== '' && { expiresAt: endOf(lastDay) }),
  }
}

/** Of a page its origin is meant, however much of its address is written. */
export function originsIn(text: string): string[] {
  const written = text.split(/[\s,]+/u).filter((each) => each !== '')
  return [...new Set(written.map((each) => (URL.canParse(each) ? new URL(each).origin : each)))]
}

function endOf(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString()
}
