/**
 * The version from which on everything may be different: the next that `^before` does not take.
 *
 * `1.4.2` gives `2.0.0`, `0.4.2` gives `0.5.0`, `0.0.2` gives `0.0.3`.
 */
export function nextBreaking(before: string): string {
  const numbers = numbersOf(before)
  const first = numbers.findIndex((number) => number > 0)
  const at = first === -1 ? numbers.length - 1 : first
  return numbers
    .map((number, index) => (index === at ? number + 1 : index > at ? 0 : number))
    .join('.')
}

/** Whether `now` says that it may break what `before` promised. */
export function mayBreak(before: string, now: string): boolean {
  const least = numbersOf(nextBreaking(before))
  const numbers = numbersOf(now)
  const at = numbers.findIndex((number, index) => number !== least[index])
  return at === -1 || (numbers[at] ?? 0) > (least[at] ?? 0)
}

/** A version before a release, `2.0.0-next.1`, counts as that release. */
function numbersOf(version: string): readonly number[] {
  const [plain = ''] = version.split(/[-+]/u)
  return [0, 1, 2].map((index) => Number(plain.split('.')[index] ?? 0))
}
