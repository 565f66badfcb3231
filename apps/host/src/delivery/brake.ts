/** Up to this many items, or this share of them, may vanish at once. */
const believedCount = 50
const believedShare = 0.05
/** Of so few items most may vanish at once, as long as one stays. */
const fewItems = 20

/** Whether so many of a document's items would vanish that it may be a mistake. */
export function isTooMuchGone({
  of,
  vanished,
  left,
}: {
  /** Items of the version that is shown. */
  readonly of: number
  readonly vanished: number
  /** Items of the version that would be shown next. */
  readonly left: number
}): boolean {
  if (of > 0 && left === 0) return true
  if (of >= fewItems && vanished * 2 > of) return true
  return vanished > Math.max(believedCount, of * believedShare)
}
