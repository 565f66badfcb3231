/** What the script uses of Apps Script. Its published types lack PATH_KEY and the requests of a connector. */

interface UserError {
  setText(text: string): UserError
  throwException(): never
}

interface AuthTypeResponse {
  setAuthType(type: string): AuthTypeResponse
  setHelpUrl(url: string): AuthTypeResponse
  build(): object
}

declare const DataStudioApp: {
  createCommunityConnector(): {
    readonly AuthType: { readonly PATH_KEY: string }
    newAuthTypeResponse(): AuthTypeResponse
    newUserError(): UserError
  }
}

declare const PropertiesService: {
  getUserProperties(): {
    getProperty(key: string): string | null
    setProperty(key: string, value: string): void
    deleteProperty(key: string): void
  }
}

declare const CacheService: {
  getUserCache(): {
    get(key: string): string | null
    put(key: string, value: string, expirationInSeconds: number): void
  }
}

declare const UrlFetchApp: {
  fetch(
    url: string,
    options: {
      readonly method: 'get' | 'post'
      readonly headers: Readonly<Record<string, string>>
      readonly contentType?: string
      readonly payload?: string
      readonly muteHttpExceptions: true
      readonly followRedirects: false
    },
  ): { getResponseCode(): number; getContentText(): string }
}

declare const Utilities: {
  readonly DigestAlgorithm: { readonly SHA_256: string }
  computeDigest(algorithm: string, value: string): readonly number[]
  base64Encode(bytes: readonly number[]): string
  sleep(milliseconds: number): void
}

declare const console: { error(message: string): void }
