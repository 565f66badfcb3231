import { useEffect } from 'react'
import { framersOf } from './framers.ts'

/**
 * Tells the page that frames this one how high it is, so that no second scroll bar is needed: a message
 * `{ type: 'cartograph:height', height }`, to the origins that the link lists and to nobody else.
 */
export function useFrameHeight(origins: readonly string[]): void {
  useEffect(() => {
    if (window.parent === window || origins.length === 0) return undefined
    const targets = framersOf(origins, window.location)
    const tell = () => {
      const height = Math.ceil(document.body.getBoundingClientRect().height)
      for (const origin of targets)
        window.parent.postMessage({ type: 'cartograph:height', height }, origin)
    }
    const watching = new ResizeObserver(tell)
    watching.observe(document.body)
    return () => watching.disconnect()
  }, [origins])
}
