import { useEffect, useRef, useState } from 'react'

const ahead = '600px'

/** Whether an element has come near to what is looked at; then it stays so. */
export function useSeen(isSeenAtOnce: boolean) {
  const place = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(isSeenAtOnce)
  useEffect(() => {
    const element = place.current
    if (isSeen || element === null) return undefined
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
      },
      { rootMargin: ahead },
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [isSeen])
  return { place, isSeen }
}
