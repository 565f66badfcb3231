/** When pictures are taken: so a second run shows the same days. A Thursday morning in Copenhagen. */
export const picturedAt = Date.UTC(2026, 10, 26, 8)

/** Has every `new Date()` and `Date.now()` of a process or a page be so much later; what is passed to it is as it was. */
export function moveClock(byMs: number): void {
  const RealDate = globalThis.Date
  const now = () => RealDate.now() + byMs
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, given, made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made) as object,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}
