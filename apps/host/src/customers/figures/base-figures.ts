import {
  beganSince,
  countPersons,
  daysSince,
  wordsBeginning,
  type Dialect,
  type PersonDay,
  type Work,
} from '../../store/index.ts'

/** What the customers of an organisation are like, and how they come and go. */
export interface BaseFigures {
  readonly total: number
  /** Persons by what is known of them; who has two of one kind counts in both. */
  readonly by: Readonly<Record<Breakdown, Readonly<Record<string, number>>>>
  /** The newest last; days in UTC, and those on which nothing happened are left out. */
  readonly days: readonly DayFigures[]
}

export type Breakdown = 'gender' | 'age' | 'country' | 'source' | 'consent'

export interface DayFigures {
  /** `2026-11-25`. */
  readonly day: string
  /** Whose oldest record began then. */
  readonly began: number
  /** Seen here for the first time, changed, and gone with their last record. */
  readonly made: number
  readonly changed: number
  readonly gone: number
}

const dayMs = 86_400_000
/** More values than that of one kind are no breakdown. */
const mostValues = 500

export function* baseFigures(
  dialect: Dialect,
  org: string,
  { days, now }: { readonly days: number; readonly now: number },
): Work<BaseFigures> {
  const first = Math.floor(now / dayMs) - days + 1
  const counted = yield* daysSince(dialect, org, first)
  const began = yield* beganSince(dialect, org, first)
  const born = yield* breakdown(dialect, org, 'born')
  return {
    total: yield* countPersons(dialect, org),
    by: {
      gender: yield* breakdown(dialect, org, 'gender'),
      age: ageBands(born, new Date(now).getUTCFullYear()),
      country: yield* breakdown(dialect, org, 'country'),
      source: yield* breakdown(dialect, org, 'from'),
      consent: yield* breakdown(dialect, org, 'consent'),
    },
    days: dayFigures(counted, began),
  }
}

/** The words by which persons are found are counted anyway. */
function* breakdown(
  dialect: Dialect,
  org: string,
  field: string,
): Work<Readonly<Record<string, number>>> {
  const words = yield* wordsBeginning(dialect, org, `${field}=`, mostValues)
  return Object.fromEntries(
    words.map(({ word, persons }) => [word.slice(field.length + 1), persons]),
  )
}

const bandYears = 10
const oldest = 120

/** Years of birth as bands of ten years of age, by the age that is reached in the year. */
export function ageBands(
  born: Readonly<Record<string, number>>,
  year: number,
): Readonly<Record<string, number>> {
  const bands = new Map<number, number>()
  for (const [written, persons] of Object.entries(born)) {
    const age = year - Number(written)
    if (!Number.isInteger(age) || age < 0 || age > oldest) continue
    const band = Math.floor(age / bandYears) * bandYears
    bands.set(band, (bands.get(band) ?? 0) + persons)
  }
  const sorted = [...bands].toSorted(([one], [other]) => one - other)
  return Object.fromEntries(
    sorted.map(([band, persons]) => [`${band}–${band + bandYears - 1}`, persons]),
  )
}

function dayFigures(
  counted: readonly PersonDay[],
  began: readonly { readonly day: number; readonly persons: number }[],
): readonly DayFigures[] {
  const days = new Map<number, DayFigures>()
  for (const { day, made, changed, gone } of counted)
    days.set(day, { day: dayText(day), began: 0, made, changed, gone })
  for (const { day, persons } of began) {
    const known = days.get(day) ?? { day: dayText(day), began: 0, made: 0, changed: 0, gone: 0 }
    days.set(day, { ...known, began: persons })
  }
  return [...days].toSorted(([one], [other]) => one - other).map(([, figures]) => figures)
}

function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}
