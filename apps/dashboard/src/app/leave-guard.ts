import { useEffect, useState } from 'react'
import type { AroundNavHandler } from 'wouter'
import { navigate as goTo } from 'wouter/use-browser-location'

/** Asks whoever goes elsewhere, and lets them go on where they say so. Undefined: there is nothing to lose. */
let guard: ((leave: () => void) => void) | undefined

/** Every way that leads elsewhere in the page comes through here. */
export const askedBeforeLeaving: AroundNavHandler = (navigate, to, options) => {
  const leave = () => navigate(to, options)
  if (guard === undefined) leave()
  else guard(leave)
}

// Heard before the page looks at its address: whoever listens first is told first, and the page listens once it is drawn.
addEventListener('popstate', (event) => {
  if (guard === undefined) return
  event.stopImmediatePropagation()
  const there = `${location.pathname}${location.search}`
  guard(() => goTo(there))
})

/** While it is on, links, the back button and the closing of the tab are asked about first. */
export function useLeaveGuard(isOn: boolean) {
  const [leave, setLeave] = useState<{ readonly go: () => void }>()
  useEffect(() => {
    if (!isOn) return undefined
    const here = location.href
    guard = (go) => {
      // The back button has been there already.
      if (location.href !== here) history.pushState(null, '', here)
      setLeave({ go })
    }
    const closing = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', closing)
    return () => {
      guard = undefined
      removeEventListener('beforeunload', closing)
    }
  }, [isOn])
  return {
    /** Where somebody wants to go; undefined: nowhere. */
    leave,
    stay: () => setLeave(undefined),
    /** There is nothing to lose any more, as of now. */
    release: () => {
      guard = undefined
    },
  }
}
