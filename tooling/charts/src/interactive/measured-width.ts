import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** How wide an element is, in whole pixels, now and whenever it changes; undefined before it is on the page. */
export function useMeasuredWidth(): readonly [
  RefObject<HTMLDivElement | null>,
  number | undefined,
] {
  const element = useRef<HTMLDivElement | null>(null)
  const [width, setWidth] = useState<number>()
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const measure = () => {
      const now = Math.floor(measured.clientWidth)
      // What is hidden has no width, and is drawn again when it is shown.
      if (now > 0) setWidth(now)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
