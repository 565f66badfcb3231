import { useEffect, useState } from 'react'

const quietMs = 250

/** A value once it stopped changing, so that not every letter is asked for. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
