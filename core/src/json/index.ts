export { canonicalise } from './canonical.ts'
export { cleanJson, cleanText, isClean } from './clean.ts'
export { nearest } from './nearest.ts'
