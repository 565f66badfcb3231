import { bytesOf, limits } from './limits.ts'

/** `PropertiesService`, as far as properties of the user go. */
export function propertiesService(kept: Map<string, string>) {
  const properties = {
    getProperty: (key: string) => kept.get(key) ?? null,
    setProperty: (key: string, value: unknown) => {
      const text = String(value)
      if (bytesOf(text) > limits.propertyBytes) throw new Error('Argument too large: value')
      const others = [...kept].filter(([name]) => name !== key)
      const size = others.reduce((sum, [name, each]) => sum + bytesOf(name) + bytesOf(each), 0)
      if (size + bytesOf(key) + bytesOf(text) > limits.propertyStoreBytes)
        throw new Error('You have exceeded the property storage quota.')
      kept.set(key, text)
      return properties
    },
    deleteProperty: (key: string) => {
      kept.delete(key)
      return properties
    },
    deleteAllProperties: () => {
      kept.clear()
      return properties
    },
  }
  return { getUserProperties: () => properties }
}

interface CachedValue {
  readonly text: string
  readonly until: number
}

/** `CacheService`, as far as the user's own cache goes. */
export function cacheService(now: () => number) {
  const kept = new Map<string, CachedValue>()
  const cache = {
    get: (key: string) => {
      const found = kept.get(key)
      return found !== undefined && found.until > now() ? found.text : null
    },
    put: (key: string, value: unknown, seconds: number = limits.cachedSeconds) => {
      const text = String(value)
      if (key.length > limits.cacheKeyLetters) throw new Error('Argument too large: key')
      if (bytesOf(text) > limits.cachedBytes) throw new Error('Argument too large: value')
      if (seconds > limits.mostCachedSeconds) throw new Error('Argument too large: expiration')
      kept.set(key, { text, until: now() + seconds * 1000 })
    },
    remove: (key: string) => {
      kept.delete(key)
    },
  }
  return { getUserCache: () => cache }
}
