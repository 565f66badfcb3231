export * from './words.ts'
export * from './connector.ts'
export * from './context.ts'
export * from './fault.ts'
export * from './stream.ts'
export * from './sink.ts'
export * from './mapping.ts'
export * from './surface.ts'
export { author, upserts, type AuthorKit } from './author.ts'
export { bearer, faultFrom, json } from './http.ts'
export { path, personal, secret } from './marks.ts'
export { timingSafeEqual } from './bytes.ts'
export {
  keyset,
  keysetPosition,
  pages,
  pagesPosition,
  type KeysetPosition,
  type KeysetWalk,
  type PagesPosition,
  type PagesWalk,
  type WalkAnswer,
} from './walks.ts'
