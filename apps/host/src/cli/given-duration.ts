import { InvalidArgumentError } from 'commander'

const unitsMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** `90s`, `15m`, `6h` or `1d` in milliseconds; `0` is none. */
export function givenDurationMs(text: string): number {
  if (text === '0') return 0
  if (!/^[1-9]\d{0,5}[smhd]$/.test(text))
    throw new InvalidArgumentError('Expected a number and a unit, such as 90s, 15m, 6h or 1d.')
  return Number.parseInt(text, 10) * (unitsMs[text.slice(-1)] ?? 0)
}
