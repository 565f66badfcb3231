/** One thing that was looked at, how it is, and what to do about it. */
export interface Finding {
  /** What was looked at: `node`, `store`, `stream shop/orders`. */
  readonly subject: string
  readonly status: 'ok' | 'warning' | 'problem'
  readonly message: string
  /** What to do, where something is to be done. */
  readonly hint?: string
}

/** Findings about one subject; the three ways to say how it is. */
export function findingsAbout(subject: string) {
  return {
    ok: (message: string): Finding => ({ subject, status: 'ok', message }),
    warning: (message: string, hint: string): Finding => ({
      subject,
      status: 'warning',
      message,
      hint,
    }),
    problem: (message: string, hint: string): Finding => ({
      subject,
      status: 'problem',
      message,
      hint,
    }),
  }
}

/** `5 minutes`, `3 hours`, `2 days`: for people, rounded down. */
export function ageText(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ] as const
  const [size, name] = units.find(([unit]) => ms >= unit) ?? [1000, 'second']
  const count = Math.max(0, Math.floor(ms / size))
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** `12.3 MB`. */
export function sizeText(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
